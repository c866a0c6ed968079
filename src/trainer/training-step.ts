import type { Member } from '../contract/trainer.ts'
import type { Layer } from '../domain/architecture.ts'
import type { Recipe } from '../domain/recipe.ts'
import type { OptimizerSpec } from '../domain/spec.ts'
import type { CohortState } from './cohort-state.ts'
import type { DeviceData } from './loaded-data.ts'
import type { Executor } from './executor.ts'
import { forwardTraining } from './network.ts'
import type { Run } from './op.ts'
import { crossEntropy } from './ops/cross-entropy.ts'
import { gather } from './ops/gather.ts'
import { adam, RATE_COLUMNS, sgd, stepMetrics } from './ops/optimizer.ts'
import type { Tensor, Variable } from './tf.ts'

/** A cohort's training steps: one for each size of batch that an epoch has. */
export type TrainingSteps = {
  /**
   * One step of all members: `orders[r]` from `first` on names the images of member r's batch of `size`; `factor` is
   * the schedule's, `count` the number of this step from 1 on (Adam's t).
   */
  run: (orders: readonly Int32Array[], first: number, size: number, factor: number, count: number) => void
  /** Loss, share correct and gradient norm [steps, R, 3] of the steps run since the last take. */
  takeMetrics: () => Promise<Float32Array>
}

type Step = { indices: Variable; values: Int32Array; execute: () => void }

/**
 * The steps of a cohort whose arrays are on the device; each size of batch is prepared at its first step.
 * @param data the images and labels that the indices of `run` are of
 */
export function createTrainingSteps(
  executor: Executor,
  recipe: Recipe,
  layers: readonly Layer[],
  state: CohortState,
  data: DeviceData,
  members: readonly Member[],
): TrainingSteps {
  const R = members.length
  const rates = executor.variable(new Float32Array(R * RATE_COLUMNS), [R, RATE_COLUMNS])
  const ratesOfStep = rateWriter(recipe.optimizer, members)
  const steps = new Map<number, Step>()
  const metrics = executor.collection()

  const stepOf = (size: number): Step => {
    const known = steps.get(size)
    if (known) return known
    const values = new Int32Array(R * size)
    const indices = executor.variable(values, [R, size], 'int32')
    const made = { indices, values, execute: executor.prepare((run) => step(run, indices), { metrics }) }
    steps.set(size, made)
    return made
  }
  const step = (run: Run, indices: Tensor) => {
    const { x, y } = run(gather, { ...data.train, indices }, recipe.normalize)
    const update = updater(run, recipe.optimizer, state, rates)
    const { logits, backward } = forwardTraining(run, layers, state.arrays, x, update.onGradient)
    const { loss, correct, dlogits } = run(crossEntropy, { logits, labels: y }, {})
    backward(dlogits)
    return run(stepMetrics, { loss, correct, squares: update.squares() }, {})
  }

  return {
    run(orders, first, size, factor, count) {
      const { indices, values, execute } = stepOf(size)
      for (let r = 0; r < R; r++) {
        for (let i = 0; i < size; i++) values[r * size + i] = orders[r]![first + i]!
      }
      executor.write(indices, values)
      executor.write(rates, ratesOfStep(factor, count))
      execute()
    },
    takeMetrics: () => metrics.take(),
  }
}

/** Updates each parameter with its gradient while that is still in the cache, and sums the squared gradients. */
function updater(run: Run, optimizer: OptimizerSpec, { arrays }: CohortState, rates: Variable) {
  let squaresBefore: Tensor | null = null
  return {
    onGradient: (key: string, g: Tensor): void => {
      const inputs = { w: arrays(key), g, rates, squaresBefore }
      const decays = optimizer.decayNormAndBias || key.endsWith('.weight')
      const settings = { ...optimizer, weightDecay: decays ? optimizer.weightDecay : 0 }
      squaresBefore =
        settings.type === 'sgd'
          ? run(sgd, { ...inputs, velocity: arrays(`${key}:velocity`) }, settings).squares
          : run(
              adam,
              {
                ...inputs,
                firstMoment: arrays(`${key}:firstMoment`),
                secondMoment: arrays(`${key}:secondMoment`),
              },
              settings,
            ).squares
    },
    squares: () => squaresBefore!,
  }
}

/**
 * The rates [R, 3] of one step: lr, and Adam's lr/(1 − β₁ᵗ) and 1/√(1 − β₂ᵗ), computed in float64. One array serves all
 * steps.
 */
function rateWriter(
  optimizer: OptimizerSpec,
  members: readonly Member[],
): (factor: number, count: number) => Float32Array {
  const [beta1, beta2] = optimizer.type === 'adam' ? [optimizer.beta1, optimizer.beta2] : [0, 0]
  const rates = new Float32Array(members.length * RATE_COLUMNS)
  return (factor, count) => {
    const [first, second] = [1 - beta1 ** count, 1 / Math.sqrt(1 - beta2 ** count)]
    for (let r = 0; r < members.length; r++) {
      const rate = members[r]!.learningRate * factor
      rates[r * RATE_COLUMNS] = rate
      rates[r * RATE_COLUMNS + 1] = rate / first
      rates[r * RATE_COLUMNS + 2] = second
    }
    return rates
  }
}
