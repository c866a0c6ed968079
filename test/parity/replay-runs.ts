import type { PlannedRun } from '../../src/domain/grid.ts'
import type { Recipe } from '../../src/domain/recipe.ts'
import { replayDataset } from './replay-data.ts'

/**
 * Runs whose losses in PyTorch are stored in fixtures/replays.json. After a change here, or in replay-data.ts:
 * BENCH_PYTHON=/path/to/python node scripts/make-replay-fixtures.ts
 */
export type Replay = { name: string; run: PlannedRun }

type Settings = Partial<Recipe> & { batchSize: number; optimizer: Recipe['optimizer'] }

const noDecay = { weightDecay: 0, decayNormAndBias: true }
const optimizers = {
  sgd: { type: 'sgd', momentum: 0.9, nesterov: false, ...noDecay },
  adam: { type: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, ...noDecay },
} as const
const hidden = {
  type: 'dense',
  activation: 'relu',
  normalization: 'before-activation',
  bias: 'always',
} as const
const batchNormalization = { type: 'batch', momentum: 0.1, epsilon: 1e-5, affine: true } as const

/** The assignment's network for 200 steps: {none, batch} × {batch 16, 64} × {SGD, Adam}. */
const assignmentReplays: Replay[] = (['none', 'batch'] as const).flatMap((arm) =>
  [16, 64].flatMap((batchSize) =>
    (['sgd', 'adam'] as const).map((name) => ({
      name: `${arm}, batch ${batchSize}, ${name}`,
      run: replayRun(`${arm}-${batchSize}-${name}`, name === 'sgd' ? 0.01 : 0.001, {
        batchSize,
        optimizer: optimizers[name],
        normalization: arm === 'none' ? { type: 'none' } : batchNormalization,
      }),
    })),
  ),
)

/** What the assignment leaves out, for 200 steps each. */
const otherReplays: Replay[] = [
  {
    name: 'GELU, normalized after it, Nesterov, weight decay on weights only, warm-up and steps, last batch dropped',
    run: replayRun('gelu', 0.004, {
      batchSize: 32,
      optimizer: { type: 'sgd', momentum: 0.8, nesterov: true, weightDecay: 0.01, decayNormAndBias: false },
      normalization: batchNormalization,
      network: {
        layers: [
          { ...hidden, units: 50, activation: 'gelu', normalization: 'after-activation', bias: 'auto' },
          { ...hidden, units: 30, activation: 'gelu', normalization: 'none', bias: 'never' },
        ],
        initialization: { scheme: 'glorot' },
      },
      schedule: { shape: { type: 'step', epochs: [1, 2], factor: 0.3 }, warmupSteps: 12 },
      lastBatch: 'drop',
    }),
  },
  {
    name: 'sigmoid and tanh, no γ and β, Adam with weight decay on all, cosine, last batch kept',
    run: replayRun('sigmoid', 0.003, {
      batchSize: 48,
      optimizer: {
        type: 'adam',
        beta1: 0.8,
        beta2: 0.99,
        epsilon: 1e-6,
        weightDecay: 0.01,
        decayNormAndBias: true,
      },
      normalization: { type: 'batch', momentum: 0.3, epsilon: 1e-3, affine: false },
      normalize: { mean: 0.1, std: 0.3 },
      network: {
        layers: [
          { ...hidden, units: 40, activation: 'sigmoid', bias: 'auto' },
          { ...hidden, units: 20, activation: 'tanh' },
          { ...hidden, units: 20, activation: 'identity' },
        ],
        initialization: { scheme: 'pytorch-linear' },
      },
      schedule: { shape: { type: 'cosine', finalFactor: 0.1 }, warmupSteps: 0 },
      lastBatch: 'keep',
      epochsBefore: 3,
    }),
  },
]

export const replays: Replay[] = [...assignmentReplays, ...otherReplays]

function replayRun(key: string, learningRate: number, settings: Settings): PlannedRun {
  return {
    key: `replay-${key}`,
    role: 'compared',
    arm: settings.normalization?.type ?? 'none',
    batchSize: settings.batchSize,
    learningRate,
    scaledLearningRate: learningRate,
    seed: 7,
    parent: null,
    recipe: { ...assignmentRecipe(), ...settings },
    pairKey: `replay-${key}`,
    cohortKey: `replay-${key}`,
  }
}

function assignmentRecipe(): Recipe {
  const { name, digest, height, width, classes, trainCount, testCount } = replayDataset().info
  return {
    dataset: { name, digest, height, width, classes },
    trainExamples: trainCount,
    validationExamples: 0,
    testExamples: testCount,
    normalize: { mean: 0.5, std: 0.5 },
    network: {
      layers: [
        { ...hidden, units: 128 },
        { ...hidden, units: 64 },
      ],
      initialization: { scheme: 'pytorch-linear' },
    },
    normalization: { type: 'none' },
    optimizer: optimizers.sgd,
    batchSize: 64,
    lastBatch: 'auto',
    budget: { unit: 'steps', amount: 200 },
    schedule: { shape: { type: 'constant' }, warmupSteps: 0 },
    evaluatedTrainExamples: 0,
    evaluateEveryEpochs: 1,
    checkpointEveryEpochs: null,
    epochsBefore: 0,
  }
}
