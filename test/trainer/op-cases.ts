import { activation, activationBackward } from '../../src/trainer/ops/activation.ts'
import {
  batchNormalization,
  batchNormalizationBackward,
  batchNormalizationEvaluation,
} from '../../src/trainer/ops/batch-normalization.ts'
import { classify, crossEntropy } from '../../src/trainer/ops/cross-entropy.ts'
import { dense, denseBackward } from '../../src/trainer/ops/dense.ts'
import { gather } from '../../src/trainer/ops/gather.ts'
import { adam, sgd, stepMetrics } from '../../src/trainer/ops/optimizer.ts'
import { normal, runOp, whole, type Engine, type Given } from './run-op.ts'

/** Replicas, batch and width. */
export type Shape = { R: number; B: number; C: number }
type Outputs = Record<string, Float32Array>

/** An operation on random inputs of a shape; what it changes in place is among the outputs. */
export type OpCase = { name: string; run: (engine: Engine, shape: Shape) => Promise<Outputs> }

/** Positive: a variance, a second moment. */
function squares(given: Given): Given {
  return { ...given, values: Float32Array.from(given.values, (value) => value * value) }
}

const bytes = ({ shape, values }: Given): Given => ({ shape, values: Uint8Array.from(values) })
const rates: Record<number, Given> = {
  1: { shape: [1, 3], values: Float32Array.of(0.1, 0.2, 1.5) },
  3: { shape: [3, 3], values: Float32Array.of(0.1, 0.2, 1.5, 0.01, 0.02, 3, 1, 2, 1.1) },
}

/** Layers of other widths than the case's, so that a product meets every remainder of a tile. */
const otherWidths = [1, 7, 10, 129]

async function overWidths(run: (K: number) => Promise<Outputs>): Promise<Outputs> {
  const all: Outputs = {}
  for (const K of otherWidths) {
    for (const [name, values] of Object.entries(await run(K))) all[`${name} of ${K}`] = values
  }
  return all
}

const denseCases = [true, false].flatMap((bias): OpCase[] => [
  {
    name: `dense ${bias ? 'with' : 'without'} bias`,
    run: (engine, { R, B, C }) =>
      overWidths((K) => {
        const b = bias ? normal(3, R, C) : null
        return runOp(engine, dense, { x: normal(1, R, B, K), w: normal(2, R, K, C), b }, {})
      }),
  },
  {
    name: `dense backward, ${bias ? 'all wanted' : 'only the weights wanted'}`,
    run: (engine, { R, B, C }) =>
      overWidths((K) => {
        const inputs = { x: normal(1, R, B, K), w: normal(2, R, K, C), dy: normal(4, R, B, C) }
        return runOp(engine, denseBackward, inputs, { bias, input: bias })
      }),
  },
])

const activationCases = (['relu', 'sigmoid', 'tanh', 'gelu'] as const).flatMap((name): OpCase[] => [
  {
    name,
    run: (engine, { R, B, C }) => runOp(engine, activation, { x: normal(1, R, B, C) }, { name }),
  },
  {
    name: `${name} backward`,
    run: (engine, { R, B, C }) =>
      runOp(engine, activationBackward, { kept: normal(1, R, B, C), dy: normal(4, R, B, C) }, { name }),
  },
])

const scale = ({ R, C }: Shape) => ({ gamma: normal(5, R, C), beta: normal(6, R, C) })
const running = ({ R, C }: Shape) => ({
  runningMean: normal(7, R, C),
  runningVariance: squares(normal(8, R, C)),
})

const normalizationCases: OpCase[] = [
  {
    name: 'batch normalization',
    run: (engine, shape) => {
      const inputs = { x: normal(1, shape.R, shape.B, shape.C), ...scale(shape), ...running(shape) }
      const changed = ['runningMean', 'runningVariance']
      return runOp(engine, batchNormalization, inputs, { epsilon: 1e-3, momentum: 0.3 }, changed)
    },
  },
  {
    name: 'batch normalization in evaluation',
    run: (engine, shape) => {
      const inputs = { x: normal(1, shape.R, shape.B, shape.C), ...scale(shape), ...running(shape) }
      return runOp(engine, batchNormalizationEvaluation, inputs, { epsilon: 1e-3 })
    },
  },
  {
    name: 'batch normalization backward',
    run: (engine, { R, B, C }) => {
      const inputs = {
        dy: normal(4, R, B, C),
        normalized: normal(1, R, B, C),
        inverse: squares(normal(8, R, C)),
        gamma: normal(5, R, C),
      }
      return runOp(engine, batchNormalizationBackward, inputs, {})
    },
  },
]

/** TensorFlow.js has no one-hot of a single class, nor has the workbench: a width of 1 becomes 2. */
const classified = ({ R, B, C }: Shape) => {
  const classes = Math.max(2, C)
  return { logits: normal(1, R, B, classes), labels: whole(9, classes, R, B) }
}

const lossCases: OpCase[] = [
  {
    name: 'cross-entropy',
    run: (engine, shape) => runOp(engine, crossEntropy, classified(shape), {}),
  },
  {
    name: 'classify',
    run: (engine, shape) => runOp(engine, classify, classified(shape), {}),
  },
  {
    name: 'gather',
    run: (engine, { R, B, C }) => {
      const images = bytes(whole(10, 256, 40, C))
      const inputs = { images, labels: bytes(whole(11, 256, 40)), indices: whole(12, 40, R, B) }
      return runOp(engine, gather, inputs, { mean: 0.13, std: 0.31 })
    },
  },
]

const updated = ({ R, B, C }: Shape, withSquares: boolean) => ({
  w: normal(1, R, B, C),
  g: normal(2, R, B, C),
  rates: rates[R]!,
  squaresBefore: withSquares ? squares(normal(13, R)) : null,
})

const optimizerCases = [false, true].flatMap((flag): OpCase[] => [
  {
    name: flag ? 'SGD with Nesterov momentum and weight decay' : 'SGD',
    run: (engine, shape) => {
      const inputs = { ...updated(shape, flag), velocity: normal(3, shape.R, shape.B, shape.C) }
      const settings = { momentum: 0.9, nesterov: flag, weightDecay: flag ? 0.05 : 0 }
      return runOp(engine, sgd, inputs, settings, ['w', 'velocity'])
    },
  },
  {
    name: flag ? 'Adam with weight decay' : 'Adam',
    run: (engine, shape) => {
      const { R, B, C } = shape
      const moments = { firstMoment: normal(3, R, B, C), secondMoment: squares(normal(4, R, B, C)) }
      const settings = { beta1: 0.9, beta2: 0.99, epsilon: 1e-3, weightDecay: flag ? 0.05 : 0 }
      const changed = ['w', 'firstMoment', 'secondMoment']
      return runOp(engine, adam, { ...updated(shape, flag), ...moments }, settings, changed)
    },
  },
])

const metricsCase: OpCase = {
  name: 'step metrics',
  run: (engine, { R }) => {
    const inputs = { loss: normal(1, R), correct: normal(2, R), squares: squares(normal(3, R)) }
    return runOp(engine, stepMetrics, inputs, {})
  },
}

export const opCases: OpCase[] = [
  ...denseCases,
  ...activationCases,
  ...normalizationCases,
  ...lossCases,
  ...optimizerCases,
  metricsCase,
]
