import type { CompareSummary } from '../../../../contract/compare.ts'

/**
 * What the weakest of all cells reaches in the mean, in whole percent: a target that says something of every arm. Null
 * where nothing has ended, or a cell did not learn: what a constant answer reaches at once is no target.
 */
export function proposedTarget({ cells, runs, chance }: CompareSummary): number | null {
  const learned = new Set(
    runs.flatMap(({ id, outcome }) => (outcome === 'diverged' || outcome === 'did not learn' ? [] : id)),
  )
  if (cells.some(({ runIds }) => !runIds.some((id) => learned.has(id)))) return null
  const means = cells.flatMap(({ accuracy }) => accuracy.mean ?? [])
  if (means.length === 0) return null
  const least = Math.floor(100 * Math.min(...means) - 1e-9)
  return least > 100 * (chance ?? 0) ? least : null
}
