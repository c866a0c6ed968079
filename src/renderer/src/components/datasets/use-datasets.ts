import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useAnswer } from '../../composables/use-answer.ts'

/** The data sets that are there, what can be downloaded, and which one is looked at, by the address. */
export function useDatasets() {
  const route = useRoute()
  const router = useRouter()
  const list = useAnswer('datasets.list', {}, ['datasets.changed'])
  const downloads = useAnswer('datasets.downloads', {}, ['datasets.changed', 'datasets.progress'])
  const facets = useAnswer('experiments.facets', {}, ['experiments.changed'])
  const datasets = computed(() => list.answer.value ?? [])
  const selected = computed(() => {
    const wanted = datasets.value.find(({ name }) => name === route.query.name)
    return wanted ?? datasets.value[0] ?? null
  })
  const uses = computed(
    () =>
      new Map((facets.answer.value?.datasets ?? []).map(({ value, experiments }) => [value, experiments])),
  )
  return {
    ...{ datasets, selected, uses, list, downloads },
    select: (name: string) => router.replace({ name: 'datasets', query: { name } }),
    /** Those that can be fetched and are not there yet. */
    offers: computed(() => (downloads.answer.value ?? []).filter(({ state }) => state !== 'ready')),
  }
}
