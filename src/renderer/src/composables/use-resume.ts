import { useToast } from '@nuxt/ui/composables'
import { countText } from '../../../domain/number-text.ts'
import { useAsk } from './use-ask.ts'
import { usePausedOffer } from './use-paused-offer.ts'

/** Goes on with all of an experiment that is at rest before its end; a toast says what became of it. */
export function useResume(): (experimentId: string) => Promise<void> {
  const toast = useToast()
  const ask = useAsk()
  const pausedOffer = usePausedOffer()
  return async (id) => {
    const resumed = await ask('experiments.resume', { id })
    if (resumed === null) return
    const count = resumed.ids.length
    const title =
      count === 0 ? 'Nothing of it was left to resume.' : `${countText(count, 'run')} in the queue again.`
    toast.add({ title, ...pausedOffer(), icon: 'i-lucide-play' })
  }
}
