import { looksAt } from '../../domain/looks.ts'
import type { StoredExperiment } from '../store/experiment-row.ts'
import { cellOf, shownExperiments, type Selected, type SelectedRun } from './selection.ts'

/**
 * The looks at the results of these runs: those that are known of their experiments, and those that were possible between
 * experiments whose seeds are judged together.
 */
export function looksBehind(runs: readonly SelectedRun[], selected: Selected): number {
  const known = shownExperiments(runs, selected).map(({ looks }) => looks)
  const ends = Map.groupBy(selected.all, ({ experimentId }) => experimentId)
  const possible = pooled(runs, selected).map((experiments) =>
    looksAt(
      experiments.map(({ id, createdAt }) => {
        const ended = ends.get(id)!.flatMap(({ endedAt }) => endedAt ?? [])
        return { createdAt, firstEndAt: ended.length === 0 ? null : Math.min(...ended) }
      }),
    ),
  )
  return Math.max(...known, ...possible)
}

/** The experiments of each cell of which several have seeds. */
export function pooled(runs: readonly SelectedRun[], { experiments }: Selected): StoredExperiment[][] {
  const idsOf = new Map<string, Set<string>>()
  for (const run of runs) {
    const cell = cellOf(run)
    idsOf.set(cell, (idsOf.get(cell) ?? new Set()).add(run.experimentId))
  }
  const groups = new Map([...idsOf.values()].map((ids) => [[...ids].join(' '), ids]))
  return [...groups.values()]
    .filter(({ size }) => size > 1)
    .map((ids) => experiments.filter(({ id }) => ids.has(id)))
}
