import { toValue, type MaybeRefOrGetter } from 'vue'
import type { HostInput } from '../../../../contract/host.ts'
import type { ExperimentSummary } from '../../../../contract/host-answers.ts'
import { host } from '../../host.ts'
import type { RowSource } from '../grid/row-source.ts'
import { useHostRows } from '../grid/use-host-rows.ts'

/** Experiments of the host, up to date also while they train. */
export function useExperimentRows(
  query: MaybeRefOrGetter<HostInput<'experiments.list'>>,
): RowSource<ExperimentSummary> {
  return useHostRows(
    async (asked: HostInput<'experiments.list'>, window) => {
      const { total, experiments } = await host.call('experiments.list', { ...asked, ...window })
      return { total, rows: experiments }
    },
    () => toValue(query),
    ['experiments.changed', 'runs.changed', 'queue.changed', 'metrics.grew'],
  )
}
