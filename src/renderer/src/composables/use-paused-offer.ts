import type { ButtonProps } from '@nuxt/ui'
import { useToast } from '@nuxt/ui/composables'
import { useQueueState } from '../stores/queue-state.ts'

/** The part of a toast that says why nothing begins, with the way to change that. */
export type PausedOffer = { description?: string; actions?: ButtonProps[] }

/** @returns what a toast about runs in the queue says besides while the user has paused it; nothing else */
export function usePausedOffer(): () => PausedOffer {
  const queue = useQueueState()
  return () =>
    queue.isPaused
      ? {
          description: 'The queue is paused: nothing is started until it is resumed.',
          actions: [
            {
              ...({ label: 'Resume the queue', color: 'neutral', variant: 'outline' } as const),
              onClick: () => void queue.resume(),
            },
          ],
        }
      : {}
}

/** @returns a way to say, of an experiment that was started, that it waits because the user has paused the queue */
export function useTellIfPaused(): (name: string) => void {
  const toast = useToast()
  const pausedOffer = usePausedOffer()
  return (name) => {
    const offer = pausedOffer()
    if (offer.description) toast.add({ title: `“${name}” waits.`, ...offer, icon: 'i-lucide-pause' })
  }
}
