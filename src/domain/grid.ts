import type { DatasetInfo } from './dataset.ts'
import type { Recipe } from './recipe.ts'
import type { Spec } from './spec.ts'

/** One training run of an experiment, before it has run. */
export type PlannedRun = {
  /** Content key: equal for runs whose numbers must be equal (on one backend). */
  key: string
  /** `preparation` runs exist only to give another run its starting weights, and are compared with nothing. */
  role: 'compared' | 'preparation'
  arm: string
  batchSize: number
  /** As listed in the spec. */
  learningRate: number
  /** After the rule over batch sizes: the rate that the schedule multiplies. */
  scaledLearningRate: number
  seed: number
  /** Key of the run whose final weights this one starts from, or null for fresh weights. */
  parent: string | null
  recipe: Recipe
  /** Runs with equal pair keys share initial weights and data order, and differ only in the arm. */
  pairKey: string
  /** Runs with equal cohort keys can train stacked. */
  cohortKey: string
}

/** All runs of an experiment in a stable order: arms, then batch sizes, learning rates and seeds; a parent before its child. */
export declare function expandGrid(spec: Spec, dataset: DatasetInfo): PlannedRun[]
