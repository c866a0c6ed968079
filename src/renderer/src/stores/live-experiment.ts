import { useIntervalFn } from '@vueuse/core'
import { computed, type ComputedRef } from 'vue'
import type { ExperimentDetail, RunSummary } from '../../../contract/host-answers.ts'
import { useAnswer } from '../composables/use-answer.ts'
import { MOST_RUNS } from './live-metrics.ts'

/** How often the share and the time left are asked for while runs train. */
const PROGRESS_MS = 1000

export type LiveExperiment = {
  experiment: ComputedRef<ExperimentDetail | null>
  /** In the order of the grid, at most as many as one answer holds; null before the first. */
  runs: ComputedRef<readonly RunSummary[] | null>
  /** Of all runs, those not in `runs` included. */
  total: ComputedRef<number>
  problem: ComputedRef<string | null>
  refresh: () => void
}

/** An experiment and its runs, kept up to date. */
export function useExperiment(id: () => string): LiveExperiment {
  // Whether it is paused is the queue's to say too.
  const detail = useAnswer('experiments.get', () => ({ id: id() }), [
    ...(['experiments.changed', 'runs.changed', 'queue.changed'] as const),
  ])
  const list = useAnswer('runs.list', () => ({ experimentId: id(), limit: MOST_RUNS }), ['runs.changed'])
  useIntervalFn(() => {
    if (detail.answer.value?.status === 'running') detail.refresh()
  }, PROGRESS_MS)
  // While another experiment is on its way, the last one's answer is not shown as if it were this one.
  const experiment = computed(() => (detail.answer.value?.id === id() ? detail.answer.value : null))
  const own = computed(() => {
    const [first] = list.answer.value?.runs ?? []
    return first?.experimentId === id() ? list.answer.value : null
  })
  return {
    experiment,
    runs: computed(() => (experiment.value === null ? null : (own.value?.runs ?? null))),
    total: computed(() => own.value?.total ?? 0),
    problem: computed(() => detail.problem.value ?? list.problem.value),
    refresh: () => {
      detail.refresh()
      list.refresh()
    },
  }
}
