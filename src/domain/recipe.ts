import { batchSizesOfEpoch, stepsOfBudget } from './batches.ts'
import type {
  BudgetSpec,
  DataSpec,
  LastBatchRule,
  NetworkSpec,
  NormalizationSpec,
  OptimizerSpec,
  ScheduleSpec,
} from './spec.ts'

/**
 * All that decides a run's numbers but its seed, its learning rate and the weights it starts from. Runs with equal
 * recipes have one shape and can train stacked as a cohort.
 */
export type Recipe = {
  dataset: { name: string; digest: string; height: number; width: number; classes: number }
  /** Training images [0, trainExamples) are trained on, the `validationExamples` after them are held out. */
  trainExamples: number
  validationExamples: number
  testExamples: number
  normalize: DataSpec['normalize']
  network: NetworkSpec
  normalization: NormalizationSpec
  optimizer: OptimizerSpec
  batchSize: number
  lastBatch: LastBatchRule
  budget: BudgetSpec
  schedule: ScheduleSpec
  /** The first training images that are evaluated beside the test images; 0 means none. */
  evaluatedTrainExamples: number
  evaluateEveryEpochs: number
  checkpointEveryEpochs: number | null
  /** Epochs that a preparing run has spent already: the data order goes on after them. */
  epochsBefore: number
}

/** The batches of one epoch and the number of steps of the whole run. */
export function stepPlan(recipe: Recipe): { batchSizes: number[]; totalSteps: number } {
  const batchSizes = batchSizesOfEpoch(recipe.trainExamples, recipe.batchSize, recipe.lastBatch)
  return { batchSizes, totalSteps: stepsOfBudget(recipe.budget, batchSizes) }
}
