import { computed, type ComputedRef } from 'vue'
import type { ExperimentDetail } from '../../../../contract/host-answers.ts'
import { useQueueState } from '../../stores/queue-state.ts'
import { isResumable, isStoppable } from '../history/status-look.ts'

export type PossibleActions = Record<'isHeld' | 'canStop' | 'canResume' | 'canRetry', ComputedRef<boolean>>

/** What can be asked of an experiment as it and the queue stand now. */
export function usePossibleActions(experiment: () => ExperimentDetail): PossibleActions {
  const queue = useQueueState()
  /** Whether it has runs in the queue that only the queue's pause keeps from being trained. */
  const isHeld = computed(() => {
    const { id, runs } = experiment()
    return queue.isPaused && runs.queued > 0 && (queue.state?.experiments.includes(id) ?? false)
  })
  return {
    isHeld,
    canStop: computed(
      () => isStoppable(experiment().runs) && (experiment().status !== 'paused' || isHeld.value),
    ),
    // What waits in the queue already is not brought into it again.
    canResume: computed(() => isResumable(isHeld.value ? 'queued' : experiment().status, experiment().runs)),
    canRetry: computed(() => experiment().runs.failed > 0),
  }
}
