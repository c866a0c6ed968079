import { shallowRef, watch, type ShallowRef } from 'vue'
import { host } from '../../host.ts'
import { inParts } from './in-parts.ts'

type Weight = { runs: number; bytes: number }

/** What would be lost with these experiments; null while that is not known. */
export function usePurgeWeight(ids: () => readonly string[]): {
  weight: Readonly<ShallowRef<Weight | null>>
  problem: Readonly<ShallowRef<string | null>>
} {
  const weight = shallowRef<Weight | null>(null)
  const problem = shallowRef<string | null>(null)

  async function weigh(wanted: readonly string[]): Promise<void> {
    weight.value = problem.value = null
    if (wanted.length === 0) return
    try {
      const parts = await inParts(wanted, (part) => host.call('experiments.weigh', part))
      if (ids() === wanted) weight.value = parts.reduce(together)
    } catch (error) {
      if (ids() === wanted) problem.value = error instanceof Error ? error.message : String(error)
    }
  }

  watch(ids, weigh, { immediate: true })
  return { weight, problem }
}

const together = (one: Weight, other: Weight): Weight => ({
  runs: one.runs + other.runs,
  bytes: one.bytes + other.bytes,
})
