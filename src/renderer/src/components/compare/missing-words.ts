import type { CompareSummary } from '../../../../contract/compare.ts'

/** What a card says while it has nothing to draw. */

export const NO_RUN_LEFT = 'No run is left by the filters.'

/** Why there are no differences to show. */
export function noDifferenceText({
  runs,
  notes,
  verdict,
}: Pick<CompareSummary, 'runs' | 'notes' | 'verdict'>): string {
  if (runs.length === 0) return NO_RUN_LEFT
  // There may be arms of which a filter of the status hides the runs that are still to come.
  if (verdict !== null)
    return 'Differences are shown with the verdict, when all runs that are compared have ended.'
  if (new Set(runs.map(({ arm }) => arm)).size === 1) return 'A difference needs a second arm.'
  return notes[0] ?? ''
}
