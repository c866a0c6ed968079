import { useToast } from '@nuxt/ui/composables'
import type { Command } from '../stores/command.ts'
import { useQueueState } from '../stores/queue-state.ts'
import { useReadOnly } from '../stores/read-only.ts'

/** Pausing the queue and resuming it, from every view: a toast says what no view may show. */
export function useQueueCommands(): Command[] {
  const queue = useQueueState()
  const readOnly = useReadOnly()
  const toast = useToast()

  async function pause(): Promise<void> {
    if ((await queue.pause()) !== null) toast.add({ title: 'The queue is paused.', icon: 'i-lucide-pause' })
  }

  async function resume(): Promise<void> {
    if ((await queue.resume()) !== null) toast.add({ title: 'The queue goes on.', icon: 'i-lucide-play' })
  }

  return [
    {
      ...{ id: 'pause-queue', label: 'Pause the queue', icon: 'i-lucide-pause', group: 'Do' },
      isPossible: () => !queue.isPaused && !readOnly.isReadOnly,
      run: () => void pause(),
    },
    {
      ...{ id: 'resume-queue', label: 'Resume the queue', icon: 'i-lucide-play', group: 'Do' },
      isPossible: () => queue.isPaused && !readOnly.isReadOnly,
      run: () => void resume(),
    },
  ]
}
