import { comparisonNotes } from './fairness-comparison.ts'
import type { FairnessNote } from './fairness-note.ts'
import { trainingNotes } from './fairness-training.ts'
import type { PlannedRun } from './grid.ts'
import type { Spec } from './spec.ts'

/**
 * What a reader of the results must know of the design, in words with the numbers, the unfair first. The runs are
 * those of `expandGrid`.
 */
export function fairnessNotes(spec: Spec, runs: readonly PlannedRun[]): FairnessNote[] {
  const notes = [...comparisonNotes(spec, runs), ...trainingNotes(spec, runs)]
  return [...notes.filter(isUnfair), ...notes.filter((note) => !isUnfair(note))]
}

function isUnfair({ severity }: FairnessNote): boolean {
  return severity === 'unfair'
}
