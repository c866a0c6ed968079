import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { readCompareQuery, writeCompareQuery, type CompareQuery } from './compare-query.ts'

export type CompareQueryState = {
  query: ComputedRef<CompareQuery>
  /** Each change is a step that the Back button takes back. */
  change: (part: Partial<CompareQuery>) => void
}

/** What is shown is what the address says: a reload, a link and the Back button keep it. */
export function useCompareQuery(): CompareQueryState {
  const route = useRoute()
  const router = useRouter()
  const query = computed(() => readCompareQuery(route.query))
  return {
    query,
    change(part) {
      void router.push({ name: 'compare', query: writeCompareQuery({ ...query.value, ...part }) })
    },
  }
}
