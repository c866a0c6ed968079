import { computed, type ComputedRef } from 'vue'

/** A value that stays the same object for as long as it says the same, so that nothing is asked again for it. */
export function useSame<T>(of: () => T): ComputedRef<T> {
  return computed<T>((before) => {
    const now = of()
    return before !== undefined && JSON.stringify(before) === JSON.stringify(now) ? before : now
  })
}
