import { replaceEqualDeep } from '@tanstack/query-core'
import { computed, type ComputedRef } from 'vue'

/**
 * A value of plain objects and arrays that stays the same object for as long as it says the same, and of which each part
 * does: nothing is asked again, and no part of the page rendered again, for what did not change.
 */
export function useSame<T>(of: () => T): ComputedRef<T> {
  return computed<T>((before) => replaceEqualDeep<T>(before, of()))
}
