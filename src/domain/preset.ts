import type { SpecInput } from './spec.ts'

/** A published experiment or a lesson as a spec that can be run, with what was printed elsewhere beside it. */
export type Preset = {
  id: string
  title: string
  question: string
  spec: SpecInput
  /** Where the set-up and the published numbers come from. */
  source: string
  /** How this preset's own numbers relate to the published ones, as a whole; each row says it again for itself. */
  comparability: Comparability
  published?: { dataset: string; rows: PublishedRow[] }
  explanation: string
}

export type Comparability = 'comparable' | 'shape only' | 'not comparable'

/** One line of a published table: mean training loss by epoch, the first first. */
export type PublishedRow = {
  /** The preset's arm that the row stands beside. */
  arm: string
  batchSize: number
  meanTrainingLoss: readonly number[]
  source: string
  comparability: Comparability
  note: string
}
