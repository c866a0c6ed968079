import { computed, type ComputedRef } from 'vue'
import type { ExperimentDetail } from '../../../../contract/host-answers.ts'
import { useQueueState } from '../../stores/queue-state.ts'
import { isResumable, isStoppable } from '../history/status-look.ts'

export type PossibleActions = Record<'isHeld' | 'canStop' | 'canResume' | 'canRetry', ComputedRef<boolean>>

/** What can be asked of an experiment as it and the queue stand now. */
export function usePossibleActions(experiment: () => ExperimentDetail): PossibleActions {
  const queue = useQueueState()
  const isInQueue = computed(() => queue.state?.experiments.includes(experiment().id) ?? false)
  /** What waits in the queue already is not brought into it again, and can be taken out of it. */
  const status = computed(() =>
    isInQueue.value && experiment().status === 'paused' ? 'queued' : experiment().status,
  )
  return {
    /** Whether it has runs that only the queue's pause keeps from being trained. */
    isHeld: computed(() => queue.isPaused && isInQueue.value && experiment().runs.queued > 0),
    canStop: computed(() => isStoppable(experiment().runs) && status.value !== 'paused'),
    canResume: computed(() => isResumable(status.value, experiment().runs)),
    canRetry: computed(() => experiment().runs.failed > 0),
  }
}
