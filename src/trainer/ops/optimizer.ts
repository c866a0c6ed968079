import { defineOp } from '../op.ts'
import { tf, type Tensor, type Variable } from '../tf.ts'

/** Columns of the rates [R, 3] that a step reads: lr, Adam's lr/(1 − β₁ᵗ), Adam's 1/√(1 − β₂ᵗ). */
export const RATE_COLUMNS = 3

/** `squaresBefore` [R] is the sum of the squared gradients of the parameters already updated, or null for the first. */
type Inputs = { w: Variable; g: Tensor; rates: Tensor; squaresBefore: Tensor | null }
type Squares = { squares: Tensor }

/** A column of the rates as [R, 1, …], to be multiplied with a parameter [R, …]. */
function rate(rates: Tensor, column: number, rank: number): Tensor {
  const values = rates.slice([0, column], [rates.shape[0], 1])
  return values.reshape([rates.shape[0], ...Array.from({ length: rank - 1 }, () => 1)])
}

function addSquares(g: Tensor, before: Tensor | null): Tensor {
  const squares = g.square().reshape([g.shape[0], -1]).sum<Tensor>(1)
  return before ? squares.add(before) : squares
}

/**
 * v ← μ·v + (g + λ·w), w ← w − lr·v (Nesterov: w ← w − lr·(g + λ·w + μ·v)): PyTorch's SGD without dampening.
 * Gives the sum of squared gradients so far, the decay not counted.
 */
export const sgd = defineOp<
  Inputs & { velocity: Variable },
  { momentum: number; nesterov: boolean; weightDecay: number },
  Squares
>({
  name: 'sgd',
  outputs: ({ rates }) => ({ squares: { shape: [rates.shape[0]] } }),
  composed: ({ w, g, velocity, rates, squaresBefore }, { momentum, nesterov, weightDecay }) => {
    const gradient = weightDecay > 0 ? g.add(w.mul(weightDecay)) : g
    velocity.assign(velocity.mul(momentum).add(gradient))
    const direction = nesterov ? gradient.add(velocity.mul(momentum)) : velocity
    w.assign(w.sub(direction.mul(rate(rates, 0, w.rank))))
    return { squares: addSquares(g, squaresBefore) }
  },
  kernel: ({ kernels, at }, { w, g, velocity, rates, squaresBefore }, { squares }, attributes) => {
    const addresses = [at(w), at(g), at(velocity), at(rates), at(squaresBefore), at(squares)] as const
    const { momentum, weightDecay } = attributes
    const [nesterov, R] = [Number(attributes.nesterov), w.shape[0]]
    const count = w.size / R
    return () => kernels.sgd(...addresses, momentum, weightDecay, nesterov, R, count)
  },
})

/** Adam (Kingma & Ba 2015) as PyTorch writes it, with L2 decay; the bias corrections come with the rates. */
export const adam = defineOp<
  Inputs & { firstMoment: Variable; secondMoment: Variable },
  { beta1: number; beta2: number; epsilon: number; weightDecay: number },
  Squares
>({
  name: 'adam',
  outputs: ({ rates }) => ({ squares: { shape: [rates.shape[0]] } }),
  composed: (
    { w, g, firstMoment, secondMoment, rates, squaresBefore },
    { beta1, beta2, epsilon, weightDecay },
  ) => {
    const gradient = weightDecay > 0 ? g.add(w.mul(weightDecay)) : g
    firstMoment.assign(firstMoment.mul(beta1).add(gradient.mul(1 - beta1)))
    secondMoment.assign(secondMoment.mul(beta2).add(gradient.square().mul(1 - beta2)))
    const denominator = secondMoment
      .sqrt()
      .mul(rate(rates, 2, w.rank))
      .add(epsilon)
    w.assign(w.sub(firstMoment.div(denominator).mul(rate(rates, 1, w.rank))))
    return { squares: addSquares(g, squaresBefore) }
  },
  kernel: ({ kernels, at }, inputs, { squares }, { beta1, beta2, epsilon, weightDecay }) => {
    const { w, g, firstMoment, secondMoment, rates, squaresBefore } = inputs
    const moments = [at(firstMoment), at(secondMoment)] as const
    const addresses = [at(w), at(g), ...moments, at(rates), at(squaresBefore), at(squares)] as const
    const settings = [beta1, 1 - beta1, beta2, 1 - beta2, epsilon, weightDecay] as const
    const R = w.shape[0]
    const count = w.size / R
    return () => kernels.adam(...addresses, ...settings, R, count)
  },
})

/** What is logged of a step: metrics [R, 3] = loss, share correct, gradient norm (Infinity above 1.8e19, as float32). */
export const stepMetrics = defineOp<{ loss: Tensor; correct: Tensor } & Squares, object, { metrics: Tensor }>(
  {
    name: 'stepMetrics',
    outputs: ({ loss }) => ({ metrics: { shape: [loss.shape[0], 3] } }),
    composed: ({ loss, correct, squares }) => ({ metrics: tf.stack([loss, correct, squares.sqrt()], 1) }),
    kernel: ({ kernels, at }, { loss, correct, squares }, { metrics }) => {
      const addresses = [at(loss), at(correct), at(squares), at(metrics)] as const
      const R = loss.shape[0]
      return () => kernels.stepMetrics(...addresses, R)
    },
  },
)
