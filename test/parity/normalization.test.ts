import { describe, expect, test } from 'vitest'
import {
  identityAffine,
  normalizeBatch,
  normalizeBatchBackward,
  normalizeForEvaluation,
  updateRunningStatistics,
  type Matrix,
} from '../../src/domain/normalization.ts'
import {
  inputOf,
  parityCases,
  relativeError,
  type NormalizationSettings,
  type ParityCase,
} from './fixtures.ts'

/** The float64 reference on PyTorch's inputs, under the names of its outputs. */
function reference(given: ParityCase<NormalizationSettings>): Record<string, number[]> {
  const { momentum, epsilon, affine: isAffine } = given
  const { shape, values } = inputOf(given, 'x')
  const [batches, batch, width] = shape as [number, number, number]
  const rows = matrixOf(values, width)
  const x = Array.from({ length: batches }, (_, index) => rows.slice(index * batch, (index + 1) * batch))
  const [gamma, beta] = ['gamma', 'beta'].map((name) => (isAffine ? [...inputOf(given, name).values] : []))
  const affine = isAffine ? { gamma: gamma!, beta: beta! } : identityAffine(width)

  const forward = x.map((input) => normalizeBatch(input, affine, epsilon))
  const gradients = normalizeBatchBackward(
    forward[0]!,
    affine.gamma,
    matrixOf(inputOf(given, 'dy').values, width),
  )
  let running = { mean: new Array<number>(width).fill(0), variance: new Array<number>(width).fill(1) }
  const updates = forward.map((result) => (running = updateRunningStatistics(running, result, momentum)))
  return {
    y: forward[0]!.output.flat(),
    dx: gradients.input.flat(),
    dgamma: gradients.gamma,
    dbeta: gradients.beta,
    runningMean1: updates[0]!.mean,
    runningVariance1: updates[0]!.variance,
    runningMean3: updates[2]!.mean,
    runningVariance3: updates[2]!.variance,
    evaluated: normalizeForEvaluation(x[0]!, running, affine, epsilon).output.flat(),
  }
}

const matrixOf = (values: ArrayLike<number>, width: number): Matrix =>
  Array.from({ length: values.length / width }, (_, b) =>
    Array.from({ length: width }, (_, c) => values[b * width + c]!),
  )

describe('the float64 normalization reference is PyTorch’s float64', () => {
  test.each(parityCases('batch-normalization'))('$name', (given) => {
    const actual = reference(given)
    const isBatchOfTwo = inputOf(given, 'x').shape[1] === 2
    for (const [name, expected] of Object.entries(given.outputs)) {
      // At a batch of 2 the input gradient is what is left of terms many thousand times its size.
      expect(relativeError(actual[name]!, expected), name).toBeLessThan(
        name === 'dx' && isBatchOfTwo ? 1e-9 : 1e-14,
      )
    }
  })
})
