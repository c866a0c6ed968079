import { computed, type ComputedRef } from 'vue'
import type { ExperimentDetail, RunDetail, RunSummary } from '../../../contract/host-answers.ts'
import { useAnswer } from '../composables/use-answer.ts'
import { MOST_RUNS } from './live-metrics.ts'

export type LiveRun = {
  run: ComputedRef<RunDetail | null>
  experiment: ComputedRef<ExperimentDetail | null>
  siblings: ComputedRef<readonly RunSummary[]>
  previous: ComputedRef<RunSummary | null>
  next: ComputedRef<RunSummary | null>
  problem: ComputedRef<string | null>
  refresh: () => void
}

/** A run with its experiment and the runs beside it, kept up to date. */
export function useRun(id: () => string): LiveRun {
  const detail = useAnswer('runs.get', () => ({ id: id() }), ['runs.changed'])
  const run = computed(() => (detail.answer.value?.id === id() ? detail.answer.value : null))
  // Asked for once, not for each run that is gone through with the keyboard.
  const experimentId = computed<string | null>((before) => run.value?.experimentId ?? before ?? null)
  const parent = useAnswer(
    'experiments.get',
    () => (experimentId.value === null ? null : { id: experimentId.value }),
    ['experiments.changed'],
  )
  const list = useAnswer(
    'runs.list',
    () => (experimentId.value === null ? null : { experimentId: experimentId.value, limit: MOST_RUNS }),
    ['experiments.changed'],
  )
  const siblings = computed(() =>
    (list.answer.value?.runs ?? []).filter((each) => each.experimentId === experimentId.value),
  )
  const place = computed(() => siblings.value.findIndex((each) => each.id === id()))
  return {
    run,
    experiment: computed(() => (parent.answer.value?.id === experimentId.value ? parent.answer.value : null)),
    siblings,
    previous: computed(() => siblings.value[place.value - 1] ?? null),
    next: computed(() => (place.value < 0 ? null : (siblings.value[place.value + 1] ?? null))),
    problem: computed(() => detail.problem.value ?? parent.problem.value ?? list.problem.value),
    refresh: () => {
      detail.refresh()
      parent.refresh()
      list.refresh()
    },
  }
}
