import type { CompareQuery } from './compare-query.ts'

type Joined = {
  joining: readonly string[]
  leaving: readonly string[]
  /** Runs of those that join, and of those that leave. */
  joined: readonly string[]
  left: readonly string[]
}

/** Experiments join and leave; where runs are chosen one by one, theirs do too. */
export function withExperiments(
  { experiments, runIds }: CompareQuery,
  { joining, leaving, joined, left }: Joined,
): Pick<CompareQuery, 'experiments' | 'runIds'> {
  const changed = (ids: readonly string[], come: readonly string[], go: readonly string[]): string[] => [
    ...new Set([...ids.filter((id) => !go.includes(id)), ...come]),
  ]
  return {
    experiments: changed(experiments, joining, leaving),
    runIds: runIds.length === 0 ? [] : changed(runIds, joined, left),
  }
}
