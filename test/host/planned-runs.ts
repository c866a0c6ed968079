import type { PlannedRun } from '../../src/domain/grid.ts'
import type { Recipe } from '../../src/domain/recipe.ts'

const recipe: Recipe = {
  dataset: { name: 'tiny', digest: 'none', height: 2, width: 2, classes: 10 },
  trainExamples: 320,
  validationExamples: 0,
  testExamples: 10,
  normalize: { mean: 0.5, std: 0.5 },
  network: { layers: [], initialization: { scheme: 'pytorch-linear' } },
  normalization: { type: 'none' },
  optimizer: { type: 'sgd', momentum: 0.9, nesterov: false, weightDecay: 0, decayNormAndBias: true },
  batchSize: 32,
  lastBatch: 'auto',
  budget: { unit: 'epochs', amount: 1 },
  schedule: { shape: { type: 'constant' }, warmupSteps: 0 },
  evaluatedTrainExamples: 0,
  evaluateEveryEpochs: 1,
  checkpointEveryEpochs: null,
  epochsBefore: 0,
}

/** A run of a tiny recipe for tests of what surrounds the training. */
export function plannedRun(key: string, changes: Partial<PlannedRun> = {}, batchSize = 32): PlannedRun {
  return {
    key,
    role: 'compared',
    arm: 'none',
    batchSize,
    learningRate: 0.01,
    scaledLearningRate: 0.01,
    seed: 1,
    parent: null,
    recipe: { ...recipe, batchSize },
    pairKey: key,
    cohortKey: `batch-${batchSize}`,
    ...changes,
  }
}
