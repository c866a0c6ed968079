import type { ComputedRef } from 'vue'
import { useRoute, useRouter, type RouteLocationRaw } from 'vue-router'
import { useSame } from '../../composables/use-same.ts'
import { leftOutOf, readCompareQuery, writeCompareQuery, type CompareQuery } from './compare-query.ts'

export type CompareQueryState = {
  query: ComputedRef<CompareQuery>
  /** Each change is a step that the Back button takes back. */
  change: (part: Partial<CompareQuery>) => void
  /** The same without a step: for what is looked at and not chosen. */
  look: (part: Partial<CompareQuery>) => void
  /** What the address names and is left out, as it is too much for one comparison. */
  leftOut: ComputedRef<{ experiments: number; runs: number }>
}

/** What is shown is what the address says: a reload, a link and the Back button keep it. */
export function useCompareQuery(): CompareQueryState {
  const route = useRoute()
  const router = useRouter()
  const query = useSame(() => readCompareQuery(route.query))
  const placeOf = (part: Partial<CompareQuery>): RouteLocationRaw => ({
    ...{ name: 'compare', query: writeCompareQuery({ ...query.value, ...part }) },
  })
  return {
    query,
    change: (part) => void router.push(placeOf(part)),
    look: (part) => void router.replace(placeOf(part)),
    leftOut: useSame(() => leftOutOf(route.query)),
  }
}
