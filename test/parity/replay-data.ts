import type { Dataset, ImageSet } from '../../src/datasets/dataset.ts'
import type { PlannedRun } from '../../src/domain/grid.ts'
import { Random } from '../../src/domain/random.ts'
import type { Recipe } from '../../src/domain/recipe.ts'

const SIDE = 28
const CLASSES = 10
/** One more than a multiple of 16, so that at batch 16 the last image joins the batch before it. */
const TRAIN_EXAMPLES = 2001
const TEST_EXAMPLES = 100

/**
 * Images that hold for ever what a stored replay was made from: dark, with a bright bar across a class's own rows,
 * shifted, and noise over it. Drawn with the domain's integer streams, so equal on every machine.
 */
export function replayDataset(): Dataset {
  const info = {
    name: 'replay bars',
    digest: 'replay-bars-1',
    trainCount: TRAIN_EXAMPLES,
    testCount: TEST_EXAMPLES,
    height: SIDE,
    width: SIDE,
    classes: CLASSES,
  }
  return { info, train: bars(1, TRAIN_EXAMPLES), test: bars(2, TEST_EXAMPLES) }
}

function bars(stream: number, count: number): ImageSet {
  const random = new Random(2015, stream)
  const labels = Uint8Array.from({ length: count }, () => random.below(CLASSES))
  const images = new Uint8Array(count * SIDE * SIDE)
  labels.forEach((label, image) => {
    const top = 2 * label + random.below(6)
    for (let pixel = 0; pixel < SIDE * SIDE; pixel++) {
      const row = Math.floor(pixel / SIDE)
      const bright = row >= top && row < top + 3 && random.below(4) > 0
      images[image * SIDE * SIDE + pixel] = bright
        ? 128 + random.below(128)
        : random.below(3) === 0
          ? random.below(96)
          : 0
    }
  })
  return { images, labels, count, height: SIDE, width: SIDE }
}

export type Replay = { name: string; run: PlannedRun }

/** The assignment's network for 200 steps: {none, batch} × {batch 16, 64} × {SGD, Adam}. */
export const replays: Replay[] = (['none', 'batch'] as const).flatMap((arm) =>
  [16, 64].flatMap((batchSize) =>
    (['sgd', 'adam'] as const).map((optimizer) => ({
      name: `${arm}, batch ${batchSize}, ${optimizer}`,
      run: replayRun(arm, batchSize, optimizer),
    })),
  ),
)

function replayRun(arm: 'none' | 'batch', batchSize: number, optimizer: 'sgd' | 'adam'): PlannedRun {
  const learningRate = optimizer === 'sgd' ? 0.01 : 0.001
  return {
    key: `replay-${arm}-${batchSize}-${optimizer}`,
    role: 'compared',
    arm,
    batchSize,
    learningRate,
    scaledLearningRate: learningRate,
    seed: 7,
    parent: null,
    recipe: replayRecipe(arm, batchSize, optimizer),
    pairKey: `replay-${batchSize}-${optimizer}`,
    cohortKey: `replay-${arm}-${batchSize}-${optimizer}`,
  }
}

function replayRecipe(arm: 'none' | 'batch', batchSize: number, optimizer: 'sgd' | 'adam'): Recipe {
  const { name, digest, height, width, classes } = replayDataset().info
  const layer = {
    type: 'dense',
    activation: 'relu',
    normalization: 'before-activation',
    bias: 'always',
  } as const
  const decay = { weightDecay: 0, decayNormAndBias: true }
  return {
    dataset: { name, digest, height, width, classes },
    trainExamples: TRAIN_EXAMPLES,
    validationExamples: 0,
    testExamples: TEST_EXAMPLES,
    normalize: { mean: 0.5, std: 0.5 },
    network: {
      layers: [
        { ...layer, units: 128 },
        { ...layer, units: 64 },
      ],
      initialization: { scheme: 'pytorch-linear' },
    },
    normalization:
      arm === 'none' ? { type: 'none' } : { type: 'batch', momentum: 0.1, epsilon: 1e-5, affine: true },
    optimizer:
      optimizer === 'sgd'
        ? { type: 'sgd', momentum: 0.9, nesterov: false, ...decay }
        : { type: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, ...decay },
    batchSize,
    lastBatch: 'auto',
    budget: { unit: 'steps', amount: 200 },
    schedule: { shape: { type: 'constant' }, warmupSteps: 0 },
    evaluatedTrainExamples: 0,
    evaluateEveryEpochs: 1,
    checkpointEveryEpochs: null,
    epochsBefore: 0,
  }
}
