import { defineOp } from '../op.ts'
import { tf, type Tensor, type Variable } from '../tf.ts'

type Scale = { gamma: Tensor; beta: Tensor }
type Statistics = { runningMean: Variable; runningVariance: Variable }
type Normalized = { y: Tensor; normalized: Tensor; inverse: Tensor }

/**
 * Training mode (Ioffe & Szegedy 2015, algorithm 1): x [R, B, C] → y, x̂ [R, B, C] and the inverse deviation
 * 1/√(σ²_B + ε) [R, C]. The running statistics [R, C] move in place by PyTorch's rule,
 * running ← (1 − momentum)·running + momentum·batch, with the unbiased batch variance.
 */
export const batchNormalization = defineOp<
  { x: Tensor } & Scale & Statistics,
  { epsilon: number; momentum: number },
  Normalized
>({
  name: 'batchNormalization',
  outputs: ({ x }) => ({
    y: { shape: x.shape },
    normalized: { shape: x.shape },
    inverse: { shape: [x.shape[0], x.shape[2]!] },
  }),
  composed: ({ x, gamma, beta, runningMean, runningVariance }, { epsilon, momentum }) => {
    const B = x.shape[1]!
    const { mean, variance } = tf.moments(x, 1)
    runningMean.assign(runningMean.mul(1 - momentum).add(mean.mul(momentum)))
    runningVariance.assign(runningVariance.mul(1 - momentum).add(variance.mul((momentum * B) / (B - 1))))
    const inverse = variance.add(epsilon).rsqrt()
    const normalized = x.sub(mean.expandDims(1)).mul(inverse.expandDims(1))
    return { y: normalized.mul(gamma.expandDims(1)).add(beta.expandDims(1)), normalized, inverse }
  },
  kernel: ({ kernels, at, scratch }, inputs, outputs, { epsilon, momentum }) => {
    const { x, gamma, beta, runningMean, runningVariance } = inputs
    const into = [at(outputs.y), at(outputs.normalized), at(outputs.inverse)] as const
    const from = [at(x), at(gamma), at(beta), at(runningMean), at(runningVariance)] as const
    const [R, B, C] = x.shape as [number, number, number]
    const memory = scratch(2 * C)
    return () => kernels.batchNormalization(...from, ...into, R, B, C, epsilon, momentum, memory)
  },
})

/** Evaluation mode: y = γ·(x − running mean)/√(running variance + ε) + β. x, y [R, B, C]. */
export const batchNormalizationEvaluation = defineOp<
  { x: Tensor; runningMean: Tensor; runningVariance: Tensor } & Scale,
  { epsilon: number },
  { y: Tensor }
>({
  name: 'batchNormalizationEvaluation',
  outputs: ({ x }) => ({ y: { shape: x.shape } }),
  composed: ({ x, gamma, beta, runningMean, runningVariance }, { epsilon }) => {
    const inverse = runningVariance.add(epsilon).rsqrt().expandDims(1)
    const normalized = x.sub(runningMean.expandDims(1)).mul(inverse)
    return { y: normalized.mul(gamma.expandDims(1)).add(beta.expandDims(1)) }
  },
  kernel: (
    { kernels, at, scratch },
    { x, gamma, beta, runningMean, runningVariance },
    { y },
    { epsilon },
  ) => {
    const addresses = [at(x), at(gamma), at(beta), at(runningMean), at(runningVariance), at(y)] as const
    const [R, B, C] = x.shape as [number, number, number]
    const memory = scratch(C)
    return () => kernels.batchNormalizationEvaluation(...addresses, R, B, C, epsilon, memory)
  },
})

type Kept = { normalized: Tensor; inverse: Tensor; gamma: Tensor }

/**
 * dβ = Σ dy, dγ = Σ dy·x̂ [R, C] and dx = γ·inverse·(dy − dβ/B − x̂·dγ/B) [R, B, C]: the paper's backward
 * equations with the sums over μ_B and σ²_B carried out.
 */
export const batchNormalizationBackward = defineOp<
  { dy: Tensor } & Kept,
  object,
  { dx: Tensor; dgamma: Tensor; dbeta: Tensor }
>({
  name: 'batchNormalizationBackward',
  outputs: ({ dy, inverse }) => ({
    dx: { shape: dy.shape },
    dgamma: { shape: inverse.shape },
    dbeta: { shape: inverse.shape },
  }),
  composed: ({ dy, normalized, inverse, gamma }) => {
    const B = dy.shape[1]!
    const dbeta = dy.sum<Tensor>(1)
    const dgamma = dy.mul(normalized).sum<Tensor>(1)
    const centred = dy.sub(dbeta.div(B).expandDims(1)).sub(normalized.mul(dgamma.div(B).expandDims(1)))
    return { dx: gamma.mul(inverse).expandDims(1).mul(centred), dgamma, dbeta }
  },
  kernel: ({ kernels, at, scratch }, { dy, normalized, inverse, gamma }, { dx, dgamma, dbeta }) => {
    const addresses = [at(dy), at(normalized), at(inverse), at(gamma), at(dx), at(dgamma), at(dbeta)] as const
    const [R, B, C] = dy.shape as [number, number, number]
    const memory = scratch(2 * C)
    return () => kernels.batchNormalizationBackward(...addresses, R, B, C, memory)
  },
})
