import { describe, expect, test } from 'vitest'
import { adam, sgd } from '../../src/trainer/ops/optimizer.ts'
import { prepareOp, variants, type Engine, type Given, type PreparedOp } from '../trainer/run-op.ts'
import {
  inputOf,
  parityCases,
  relativeError,
  tolerance,
  type OptimizerSettings,
  type ParityCase,
} from './fixtures.ts'

function prepare(
  engine: Engine,
  { optimizer, weightDecay }: OptimizerSettings,
  start: Float32Array,
): Promise<PreparedOp> {
  const shape = [1, start.length]
  const zeros = (): Given => ({ shape, values: new Float32Array(start.length) })
  const rates: Given = { shape: [1, 3], values: new Float32Array(3) }
  const inputs = { w: { shape, values: start }, g: zeros(), rates, squaresBefore: null }
  return optimizer.type === 'sgd'
    ? prepareOp(engine, sgd, { ...inputs, velocity: zeros() }, { ...optimizer, weightDecay })
    : prepareOp(
        engine,
        adam,
        { ...inputs, firstMoment: zeros(), secondMoment: zeros() },
        { ...optimizer, weightDecay },
      )
}

/** The weights after each step, one after the other. */
async function weightsAfterSteps(engine: Engine, given: ParityCase<OptimizerSettings>): Promise<number[]> {
  const [start, gradients] = [inputOf(given, 'start').values, inputOf(given, 'gradients').values]
  const { executor, inputs, run } = await prepare(engine, given, start)
  const [beta1, beta2] =
    given.optimizer.type === 'adam' ? [given.optimizer.beta1, given.optimizer.beta2] : [0, 0]
  const after: number[] = []
  for (const [step, rate] of given.learningRates.entries()) {
    const t = step + 1
    const rates = [rate, rate / (1 - beta1 ** t), 1 / Math.sqrt(1 - beta2 ** t)]
    executor.write(inputs.rates!, Float32Array.from(rates))
    executor.write(inputs.g!, gradients.slice(step * start.length, t * start.length))
    await run()
    after.push(...(await executor.read(inputs.w!)))
  }
  executor.dispose()
  return after
}

describe.each<Engine>([...variants, 'cpu'])(
  'on %s, five steps within the tolerance of PyTorch in float64:',
  (engine) => {
    test.each(parityCases('optimizers'))('$name', async (parityCase) => {
      const output = parityCase.outputs.after!
      const error = relativeError(await weightsAfterSteps(engine, parityCase), output)
      expect(error).toBeLessThanOrEqual(tolerance(output))
    })
  },
)
