import type { Member } from '../../src/contract/trainer.ts'
import type { Recipe } from '../../src/domain/recipe.ts'
import { barsDataset } from '../host/bars-dataset.ts'

/** Its 400 training and 100 test images of 100 pixels are small enough to train in milliseconds. */
export const tinyDataset = barsDataset()

export const hidden = {
  type: 'dense',
  activation: 'relu',
  normalization: 'before-activation',
  bias: 'auto',
} as const
export const batch = { type: 'batch', momentum: 0.1, epsilon: 1e-5, affine: true } as const
export const none = { type: 'none' } as const

const decay = { weightDecay: 0.01, decayNormAndBias: true }
export const sgd = { type: 'sgd', momentum: 0.9, nesterov: false, ...decay } as const
export const adam = { type: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, ...decay } as const

/** Two epochs of 7 batches, the last one smaller, on a network of 13 and 9 units. */
export function tinyRecipe(settings: Partial<Recipe> = {}): Recipe {
  const { name, digest, height, width, classes } = tinyDataset.info
  return {
    dataset: { name, digest, height, width, classes },
    trainExamples: 101,
    validationExamples: 20,
    testExamples: 50,
    normalize: { mean: 0.5, std: 0.5 },
    network: {
      layers: [
        { ...hidden, units: 13 },
        { ...hidden, units: 9 },
      ],
      initialization: { scheme: 'pytorch-linear' },
    },
    normalization: batch,
    optimizer: sgd,
    batchSize: 16,
    lastBatch: 'auto',
    budget: { unit: 'epochs', amount: 2 },
    schedule: { shape: { type: 'cosine', finalFactor: 0.1 }, warmupSteps: 3 },
    evaluatedTrainExamples: 30,
    evaluateEveryEpochs: 1,
    checkpointEveryEpochs: null,
    epochsBefore: 0,
    ...settings,
  }
}

/** A run from fresh weights, named after its seed. */
export function member(seed: number, settings: Partial<Member> = {}): Member {
  return { runKey: `seed ${seed}`, seed, learningRate: 0.02, start: { from: 'fresh' }, ...settings }
}
