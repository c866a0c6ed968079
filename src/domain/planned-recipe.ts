import type { DatasetInfo } from './dataset.ts'
import type { Recipe } from './recipe.ts'
import type { ArmSpec, BudgetSpec, Spec } from './spec.ts'

/** How many training images are evaluated where the spec leaves it open. */
const EVALUATED_BY_DEFAULT = 2000

/** The images that a spec trains on: those it uses of the data set, less those kept for validation. */
export function trainedExamples({ data }: Spec, dataset: DatasetInfo): number {
  return (data.trainExamples ?? dataset.trainCount) - data.validationExamples
}

/** The recipe of an arm's runs at a batch size, under a budget, after `epochsBefore` epochs of preparing runs. */
export function recipeOf(
  spec: Spec,
  dataset: DatasetInfo,
  arm: ArmSpec,
  batchSize: number,
  budget: BudgetSpec,
  epochsBefore: number,
): Recipe {
  const { name, digest, height, width, classes } = dataset
  const trainExamples = trainedExamples(spec, dataset)
  return {
    dataset: { name, digest, height, width, classes },
    trainExamples,
    validationExamples: spec.data.validationExamples,
    testExamples: spec.data.testExamples ?? dataset.testCount,
    normalize: spec.data.normalize,
    network: spec.network,
    normalization: arm.normalization,
    optimizer: spec.optimizer,
    batchSize,
    lastBatch: spec.lastBatch,
    budget,
    schedule: spec.schedule,
    evaluatedTrainExamples: spec.evaluation.trainExamples ?? Math.min(EVALUATED_BY_DEFAULT, trainExamples),
    evaluateEveryEpochs: spec.evaluation.everyEpochs,
    checkpointEveryEpochs: spec.checkpointEveryEpochs,
    epochsBefore,
  }
}
