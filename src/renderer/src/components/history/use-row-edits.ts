import { shallowRef, type Ref, type ShallowRef } from 'vue'
import type { ExperimentSummary } from '../../../../contract/host-answers.ts'
import type { ExperimentActions } from './use-experiment-actions.ts'

export type RowEdits = {
  /** The id of the row whose name is being changed. */
  renamed: ShallowRef<string | null>
  /** The experiment whose notes and tags are being changed. */
  described: ShallowRef<ExperimentSummary | null>
  isDescribing: Ref<boolean>
  describe: (row: ExperimentSummary) => void
  rename: (row: ExperimentSummary, name: string) => Promise<void>
  /** Also takes what is gone out of the selection. */
  trash: (ids: readonly string[], name?: string) => Promise<void>
}

/** What is being changed in a list of experiments. `leave` is called when the keyboard should go back to the list. */
export function useRowEdits(
  actions: ExperimentActions,
  selected: Ref<ReadonlySet<string>>,
  leave: () => void,
): RowEdits {
  const renamed = shallowRef<string | null>(null)
  const described = shallowRef<ExperimentSummary | null>(null)
  const isDescribing = shallowRef(false)
  return {
    ...{ renamed, described, isDescribing },
    describe(row) {
      described.value = row
      isDescribing.value = true
    },
    async rename(row, name) {
      renamed.value = null
      leave()
      await actions.rename(row.id, name)
    },
    async trash(ids, name) {
      if (!(await actions.trash(ids, name))) return
      const gone = new Set(ids)
      selected.value = new Set([...selected.value].filter((id) => !gone.has(id)))
    },
  }
}
