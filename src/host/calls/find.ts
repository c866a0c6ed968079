import type { Store } from '../store/open-store.ts'

/** Shorter beginnings of ids are more likely a name. */
const SHORTEST_BEGINNING = 4
const MOST_FOUND = 10

/** The ids of the experiments that a text may mean: of the id first, else of its beginning, else of a whole name. */
export function findExperiments({ experiments }: Store, text: string): string[] {
  const byId = text.length >= SHORTEST_BEGINNING ? experiments.idsBeginning(text) : []
  if (byId.length > 0) return byId.includes(text) ? [text] : byId
  return experiments.idsNamed(text, MOST_FOUND)
}

/** The same for runs; within an experiment also those at `arm/batch size/seed`. */
export function findRuns({ runs }: Store, text: string, experimentId: string | undefined): string[] {
  const byId = text.length >= SHORTEST_BEGINNING ? runs.idsBeginning(text) : []
  if (byId.length > 0) return byId.includes(text) ? [text] : byId
  if (experimentId === undefined) return []
  return runs
    .ofExperiment(experimentId)
    .filter(({ role, arm, batchSize, seed }) => role === 'compared' && `${arm}/${batchSize}/${seed}` === text)
    .slice(0, MOST_FOUND)
    .map(({ id }) => id)
}
