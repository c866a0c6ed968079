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

type StepPlan = { batchSizes: readonly number[]; totalSteps: number }

/** A recipe is never changed, and many runs share one: its steps are counted once. */
const known = new WeakMap<Recipe, StepPlan>()

/** The batches of one epoch and the number of steps of the whole run. */
export function stepPlan(recipe: Recipe): StepPlan {
  const plan = known.get(recipe) ?? countSteps(recipe)
  known.set(recipe, plan)
  return plan
}

function countSteps({ trainExamples, batchSize, lastBatch, budget }: Recipe): StepPlan {
  const batchSizes = batchSizesOfEpoch(trainExamples, batchSize, lastBatch)
  return { batchSizes, totalSteps: stepsOfBudget(budget, batchSizes) }
}
