import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useAnswer } from '../composables/use-answer.ts'
import { useAsk } from '../composables/use-ask.ts'
import { isPausedByUser } from './live-queue.ts'

/** The queue as a whole, for every view: how much is in it, and whether the user has paused it. */
export const useQueueState = defineStore('queue-state', () => {
  const { answer } = useAnswer('queue.state', {}, ['queue.changed', 'runs.changed'])
  const ask = useAsk()
  return {
    state: computed(() => answer.value),
    isPaused: computed(() => isPausedByUser(answer.value)),
    pause: () => ask('queue.pause', {}),
    resume: () => ask('queue.resume', {}),
  }
})
