import { describe, expect, test } from 'vitest'
import { activation, activationBackward, keptByActivation } from '../../src/trainer/ops/activation.ts'
import {
  batchNormalization,
  batchNormalizationBackward,
  batchNormalizationEvaluation,
} from '../../src/trainer/ops/batch-normalization.ts'
import { crossEntropy } from '../../src/trainer/ops/cross-entropy.ts'
import { dense, denseBackward } from '../../src/trainer/ops/dense.ts'
import { prepareOp, runOp, variants, type Engine, type Given } from '../trainer/run-op.ts'
import {
  inputOf,
  parityCases,
  relativeError,
  tolerance,
  type ActivationSettings,
  type NormalizationSettings,
  type ParityCase,
} from './fixtures.ts'

type Outputs = Record<string, Float32Array>

/** An input of a case as one replica's tensor. */
function given(parityCase: ParityCase, name: string): Given {
  const { shape, values } = inputOf(parityCase, name)
  return { shape: [1, ...shape], values }
}

const tensor = (values: Float32Array, shape: readonly number[]): Given => ({ shape, values })
const filled = (value: number, size: number) => tensor(new Float32Array(size).fill(value), [1, size])

async function computeDense(engine: Engine, parityCase: ParityCase): Promise<Outputs> {
  const [x, w, b, dy] = ['x', 'w', 'b', 'dy'].map((name) => given(parityCase, name))
  const forward = await runOp(engine, dense, { x: x!, w: w!, b: b! }, {})
  const wanted = { bias: true, input: true }
  return { ...forward, ...(await runOp(engine, denseBackward, { x: x!, w: w!, dy: dy! }, wanted)) }
}

async function computeActivation(
  engine: Engine,
  parityCase: ParityCase<ActivationSettings>,
): Promise<Outputs> {
  const name = parityCase.activation
  const [x, dy] = [given(parityCase, 'x'), given(parityCase, 'dy')]
  const { y } = await runOp(engine, activation, { x }, { name })
  const kept = keptByActivation(name) === 'input' ? x : tensor(y!, x.shape)
  return { y: y!, ...(await runOp(engine, activationBackward, { kept, dy }, { name })) }
}

/** Forward on three batches, backward on the first, evaluation with what is then known of the three. */
async function computeNormalization(
  engine: Engine,
  parityCase: ParityCase<NormalizationSettings>,
): Promise<Outputs> {
  const { shape, values } = inputOf(parityCase, 'x')
  const [, B, C] = shape as [number, number, number]
  const batch = (i: number) => tensor(values.slice(i * B * C, (i + 1) * B * C), [1, B, C])
  const gamma = parityCase.affine ? given(parityCase, 'gamma') : filled(1, C)
  const beta = parityCase.affine ? given(parityCase, 'beta') : filled(0, C)
  const initial = { x: batch(0), gamma, beta, runningMean: filled(0, C), runningVariance: filled(1, C) }
  const layer = await prepareOp(engine, batchNormalization, initial, parityCase)
  const running = async () => [
    await layer.executor.read(layer.inputs.runningMean!),
    await layer.executor.read(layer.inputs.runningVariance!),
  ]
  const { y, normalized, inverse } = await layer.run()
  const [runningMean1, runningVariance1] = await running()
  for (const i of [1, 2]) {
    layer.executor.write(layer.inputs.x!, batch(i).values as Float32Array)
    await layer.run()
  }
  const [runningMean3, runningVariance3] = await running()
  layer.executor.dispose()
  const kept = { normalized: tensor(normalized!, [1, B, C]), inverse: tensor(inverse!, [1, C]), gamma }
  const dy = tensor(inputOf(parityCase, 'dy').values, [1, B, C])
  const { dx, dgamma, dbeta } = await runOp(engine, batchNormalizationBackward, { dy, ...kept }, {})
  const statistics = {
    runningMean: tensor(runningMean3!, [1, C]),
    runningVariance: tensor(runningVariance3!, [1, C]),
  }
  const evaluation = { x: batch(0), gamma, beta, ...statistics }
  const evaluated = (await runOp(engine, batchNormalizationEvaluation, evaluation, parityCase)).y
  const all = {
    y,
    dx,
    dgamma,
    dbeta,
    runningMean1,
    runningVariance1,
    runningMean3,
    runningVariance3,
    evaluated,
  }
  return all as Outputs
}

async function computeLoss(engine: Engine, parityCase: ParityCase): Promise<Outputs> {
  const labels = given(parityCase, 'labels')
  const inputs = {
    logits: given(parityCase, 'logits'),
    labels: { ...labels, values: Int32Array.from(labels.values) },
  }
  return runOp(engine, crossEntropy, inputs, {})
}

describe.each<Engine>([...variants, 'cpu'])(
  'on %s, within the tolerance of PyTorch in float64:',
  (engine) => {
    const expectParity = (parityCase: ParityCase, actual: Outputs) => {
      for (const [name, output] of Object.entries(parityCase.outputs))
        expect(relativeError(actual[name]!, output), name).toBeLessThanOrEqual(tolerance(output))
    }

    test.each(parityCases('dense'))('$name', async (parityCase) => {
      expectParity(parityCase, await computeDense(engine, parityCase))
    })

    test.each(parityCases('activation'))('$name', async (parityCase) => {
      expectParity(parityCase, await computeActivation(engine, parityCase))
    })

    test.each(parityCases('batch-normalization'))('$name', async (parityCase) => {
      expectParity(parityCase, await computeNormalization(engine, parityCase))
    })

    test.each(parityCases('cross-entropy'))('$name', async (parityCase) => {
      expectParity(parityCase, await computeLoss(engine, parityCase))
    })
  },
)
