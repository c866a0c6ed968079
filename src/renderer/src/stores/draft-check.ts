import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { SpecProblem } from '../../../domain/spec-problem.ts'
import type { Spec } from '../../../domain/spec.ts'
import { useAnswer } from '../composables/use-answer.ts'
import { checkDraft, type DraftCheck, type PlannedGrid } from '../design/draft-check.ts'
import { useDraft } from './draft.ts'

/** What is to be said of the draft at once, by the domain alone; and what the host refused, until the next change. */
export const useDraftCheck = defineStore('draft-check', () => {
  const store = useDraft()
  const datasets = useAnswer('datasets.list', {}, ['datasets.changed'])
  const refused = shallowRef<SpecProblem[]>([])

  const check = computed((): DraftCheck => {
    const began = performance.now()
    const checked = checkDraft(store.draft, datasets.answer.value)
    performance.clearMeasures('draft-check')
    performance.measure('draft-check', { start: began, end: performance.now() })
    return checked
  })
  const problems = computed(() => [...check.value.problems, ...refused.value])
  /** The grid of the last valid draft and its spec, so that a slip of the pen does not empty the page. */
  const lastGrid = shallowRef<PlannedGrid | null>(null)

  const lastSpec = shallowRef<Spec | null>(null)

  watch(
    check,
    ({ grid, spec }) => {
      lastGrid.value = grid ?? lastGrid.value
      lastSpec.value = spec ?? lastSpec.value
    },
    { immediate: true },
  )
  watch(
    () => store.draft,
    () => (refused.value = []),
  )
  const dataset = computed(
    () => datasets.answer.value?.find(({ name }) => name === store.draft.data.dataset) ?? null,
  )
  return { check, problems, lastGrid, lastSpec, refused, dataset, datasets: datasets.answer }
})
