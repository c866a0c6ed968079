import { useToast } from '@nuxt/ui/composables'
import { ref, type Ref } from 'vue'
import { countText } from '../../../../domain/number-text.ts'
import { useAsk } from '../../composables/use-ask.ts'
import type { CompareQuery } from './compare-query.ts'
import type { JudgedDesign } from './judged-design.ts'

export type MoreSeedsActions = {
  isBusy: Ref<boolean>
  /** They join the comparison, which is exploratory from then on. */
  more: (seeds: number) => Promise<void>
  /** They are a comparison of their own, which is opened. */
  confirm: (seeds: number) => Promise<void>
}

/** Trains the design that is judged on seeds that it does not have yet. */
export function useMoreSeeds(
  design: () => JudgedDesign,
  compared: () => readonly string[],
  change: (part: Partial<CompareQuery>) => void,
): MoreSeedsActions {
  const ask = useAsk()
  const toast = useToast()
  const isBusy = ref(false)

  async function queue(seeds: number, purpose: 'more' | 'confirmation'): Promise<string | null> {
    isBusy.value = true
    const { experimentIds, runsPerSeed } = design()
    const experiment = await ask('experiments.moreSeeds', { experimentIds, seeds, purpose })
    isBusy.value = false
    if (experiment === null) return null
    toast.add({
      title: `“${experiment.name}” is in the queue.`,
      description: `${countText(seeds, 'seed')}, ${countText(seeds * runsPerSeed, 'run')}; the verdict comes when all of its runs have ended.`,
      icon: 'i-lucide-sprout',
    })
    return experiment.id
  }

  return {
    isBusy,
    async more(seeds) {
      const id = await queue(seeds, 'more')
      if (id !== null) change({ experiments: [...compared(), id], runIds: [], seeds: [] })
    },
    async confirm(seeds) {
      const id = await queue(seeds, 'confirmation')
      if (id !== null) change({ experiments: [id], runIds: [], seeds: [] })
    },
  }
}
