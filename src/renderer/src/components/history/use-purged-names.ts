import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import { experimentNames } from './experiment-names.ts'

/** More names than these are counted, not read. */
const MOST_NAMES = 5

type Named = { id: string; text: string }

/** The names of the first of some experiments, and how many there are beside them. */
export function usePurgedNames(ids: () => readonly string[]): {
  names: Readonly<ShallowRef<Named[]>>
  more: ComputedRef<number>
} {
  const names = shallowRef<Named[]>([])

  watch(
    ids,
    async (wanted) => {
      names.value = []
      const found = await experimentNames(wanted.slice(0, MOST_NAMES))
      // Another question may have come while this one was on its way.
      if (ids() !== wanted) return
      names.value = [...found].map(([id, text]) => ({ id, text }))
    },
    { immediate: true },
  )
  return { names, more: computed(() => Math.max(0, ids().length - MOST_NAMES)) }
}
