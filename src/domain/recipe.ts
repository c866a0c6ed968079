import * as z from 'zod/mini'
import { batchSizesOfEpoch, stepsOfBudget } from './batches.ts'
import * as field from './spec-fields.ts'
import {
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
export const Recipe = field.objectOf({
  dataset: field.objectOf({
    name: z.string(),
    digest: z.string(),
    height: field.count(),
    width: field.count(),
    classes: field.count(),
  }),
  /** Training images [0, trainExamples) are trained on, the `validationExamples` after them are held out. */
  trainExamples: field.count(),
  validationExamples: field.wholeNumber(),
  testExamples: field.count(),
  normalize: DataSpec.shape.normalize,
  network: NetworkSpec,
  normalization: NormalizationSpec,
  optimizer: OptimizerSpec,
  batchSize: field.count(),
  lastBatch: LastBatchRule,
  budget: BudgetSpec,
  schedule: ScheduleSpec,
  /** The first training images that are evaluated beside the test images; 0 means none. */
  evaluatedTrainExamples: field.wholeNumber(),
  evaluateEveryEpochs: field.count(),
  checkpointEveryEpochs: field.countOrNull(),
  /** Epochs that a preparing run has spent already: the data order goes on after them. */
  epochsBefore: field.wholeNumber(),
})
export type Recipe = z.output<typeof Recipe>

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
