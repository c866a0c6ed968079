/** What a note is about. */
export type FairnessKind =
  | 'steps-differ'
  | 'examples-differ'
  | 'learning-rate-rule'
  | 'running-statistics-updates'
  | 'last-batch'
  | 'few-seeds'
  | 'bias-before-normalization'
  | 'continued-weights'
  | 'unpaired'
  | 'equal-arms'
  | 'selection-on-test'
  | 'target-accuracy'
  | 'many-trainers'

/**
 * A sentence about a design, with its numbers. A `note` states a choice that a reader must know; what is `unfair`
 * makes a comparison say less than it seems to.
 */
export type FairnessNote = { kind: FairnessKind; severity: 'note' | 'unfair'; text: string }
