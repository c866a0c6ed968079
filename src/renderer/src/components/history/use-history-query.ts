import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { ALL, readHistoryQuery, writeHistoryQuery, type HistoryQuery } from './history-query.ts'

export type HistoryQueryState = {
  query: ComputedRef<HistoryQuery>
  /** Each change is a step that the Back button takes back; letters of one search are one step. */
  change: (part: Partial<HistoryQuery>) => void
  /** All filters off; the order stays. */
  clear: () => void
}

/** What is shown is what the address says: a reload, a link and the Back button keep it. */
export function useHistoryQuery(): HistoryQueryState {
  const route = useRoute()
  const router = useRouter()
  const query = computed(() => readHistoryQuery(route.query))

  function go(next: HistoryQuery, isSameStep: boolean): void {
    const location = { name: 'experiments', query: writeHistoryQuery(next) }
    void (isSameStep ? router.replace(location) : router.push(location))
  }

  return {
    query,
    change(part) {
      const isTyping = 'search' in part && query.value.search !== '' && part.search !== ''
      go({ ...query.value, ...part }, isTyping)
    },
    clear() {
      const { sort, descending } = query.value
      go({ ...ALL, sort, descending }, false)
    },
  }
}
