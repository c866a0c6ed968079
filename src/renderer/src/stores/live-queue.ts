import { computed, type ComputedRef } from 'vue'
import type { ExperimentSummary, QueueState } from '../../../contract/host-answers.ts'
import { useAnswer } from '../composables/use-answer.ts'

/** So many experiments are asked for: more do not wait at once. */
const MOST = 1000

export type LiveQueue = {
  state: ComputedRef<QueueState | null>
  /** By id: of those that train or wait. */
  experiments: ComputedRef<ReadonlyMap<string, ExperimentSummary>>
  /** Those that this host trains, in their order. */
  here: ComputedRef<readonly ExperimentSummary[]>
  /** Those that wait since the program was started again. */
  waiting: ComputedRef<readonly ExperimentSummary[]>
  problem: ComputedRef<string | null>
  refresh: () => void
}

/** Not so while nothing can be written: training goes on by itself when that is over. */
export function isPausedByUser(state: QueueState | null): boolean {
  return state !== null && state.isPaused && state.problem === null
}

/** The queue and what trains, kept up to date. */
export function useQueue(): LiveQueue {
  const state = useAnswer('queue.state', {}, ['queue.changed', 'metrics.grew'])
  const list = useAnswer('experiments.list', { statuses: ['running', 'queued', 'paused'], limit: MOST }, [
    ...(['queue.changed', 'experiments.changed', 'runs.changed'] as const),
  ])
  const all = computed(() => list.answer.value?.experiments ?? [])
  const experiments = computed(() => new Map(all.value.map((each) => [each.id, each])))
  const order = computed(() => state.answer.value?.experiments ?? [])
  return {
    state: computed(() => state.answer.value),
    experiments,
    here: computed(() => order.value.flatMap((id) => experiments.value.get(id) ?? [])),
    waiting: computed(() => {
      const ids = new Set(order.value)
      return all.value.filter(({ id }) => !ids.has(id))
    }),
    problem: computed(() => state.problem.value ?? list.problem.value),
    refresh: () => {
      state.refresh()
      list.refresh()
    },
  }
}
