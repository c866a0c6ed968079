import type { Store } from '../store/open-store.ts'

/** Shorter beginnings of ids are more likely a name. */
const SHORTEST_BEGINNING = 4
const MOST_FOUND = 10

/** The ids of the experiments that a text may mean: by their id or its beginning, and by their whole name. */
export function findExperiments({ experiments }: Store, text: string): string[] {
  const byId = byBeginning(text, experiments)
  return [...new Set([...byId, ...experiments.idsNamed(text, MOST_FOUND)])]
}

/** The same for runs; within an experiment also those at `arm/batch size/seed`. */
export function findRuns({ runs }: Store, text: string, experimentId: string | undefined): string[] {
  const byId = byBeginning(text, runs)
  // A place has strokes, which no id has.
  if (byId.length > 0) return byId
  if (experimentId === undefined) return []
  return runs
    .ofExperiment(experimentId)
    .filter(({ role, arm, batchSize, seed }) => role === 'compared' && `${arm}/${batchSize}/${seed}` === text)
    .slice(0, MOST_FOUND)
    .map(({ id }) => id)
}

/** A whole id means itself alone. */
function byBeginning(text: string, { idsBeginning }: { idsBeginning: (text: string) => string[] }): string[] {
  const ids = text.length >= SHORTEST_BEGINNING ? idsBeginning(text) : []
  return ids.includes(text) ? [text] : ids
}
