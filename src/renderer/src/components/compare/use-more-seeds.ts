import { useToast } from '@nuxt/ui/composables'
import { ref, type Ref } from 'vue'
import { countText } from '../../../../domain/number-text.ts'
import { useAsk } from '../../composables/use-ask.ts'
import type { CompareQuery } from './compare-query.ts'

export type MoreSeedsActions = {
  isBusy: Ref<boolean>
  /** They join the comparison, which is exploratory from then on. */
  more: (seeds: number) => Promise<void>
  /** They are a comparison of their own, which is opened. */
  confirm: (seeds: number) => Promise<void>
}

/** Trains the compared designs on seeds that they do not have yet. */
export function useMoreSeeds(
  ids: () => string[],
  change: (part: Partial<CompareQuery>) => void,
): MoreSeedsActions {
  const ask = useAsk()
  const toast = useToast()
  const isBusy = ref(false)

  async function queue(seeds: number, purpose: 'more' | 'confirmation'): Promise<string | null> {
    isBusy.value = true
    const experiment = await ask('experiments.moreSeeds', { experimentIds: ids(), seeds, purpose })
    isBusy.value = false
    if (experiment === null) return null
    toast.add({
      title: `“${experiment.name}” is in the queue.`,
      description: `${countText(seeds, 'seed')}; the verdict comes when all of its runs have ended.`,
      icon: 'i-lucide-sprout',
    })
    return experiment.id
  }

  return {
    isBusy,
    async more(seeds) {
      const id = await queue(seeds, 'more')
      if (id !== null) change({ experiments: [...ids(), id], runIds: [], seeds: [] })
    },
    async confirm(seeds) {
      const id = await queue(seeds, 'confirmation')
      if (id !== null) change({ experiments: [id], runIds: [], seeds: [] })
    },
  }
}
