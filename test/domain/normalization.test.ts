import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  identityAffine,
  normalizeBatch,
  normalizeBatchBackward,
  normalizeForEvaluation,
  normalizeForEvaluationBackward,
  updateRunningStatistics,
  type Matrix,
} from '../../src/domain/normalization.ts'
import { Random } from '../../src/domain/random.ts'

const random = new Random(1502, 3167)
const randomMatrix = (rows: number, columns: number) =>
  Array.from({ length: rows }, () => Array.from({ length: columns }, () => random.normal(0.5, 2)))
const dot = (one: Matrix, other: Matrix) =>
  one.reduce((sum, row, b) => sum + row.reduce((inner, value, c) => inner + value * other[b]![c]!, 0), 0)

/** ∂f/∂values by central differences. */
function finiteDifferences(values: readonly number[], f: (values: number[]) => number): number[] {
  const step = 1e-5
  return values.map((value, at) => {
    const [up, down] = [value + step, value - step].map((moved) => f(values.with(at, moved)))
    return (up! - down!) / (2 * step)
  })
}

const expectNear = (actual: readonly number[], expected: readonly number[], digits = 7) => {
  expect(actual.length).toBe(expected.length)
  actual.forEach((value, index) => expect(value).toBeCloseTo(expected[index]!, digits))
}

const matrixOf = (values: readonly number[], width: number) =>
  Array.from({ length: values.length / width }, (_, b) => values.slice(b * width, (b + 1) * width))

describe('training mode', () => {
  test('a batch worked by hand', () => {
    // 1, 3, 5, 7: mean 4, biased variance 5; with ε = 4 the deviation is 3.
    const result = normalizeBatch([[1], [3], [5], [7]], { gamma: [3], beta: [10] }, 4)
    expect(result.mean).toEqual([4])
    expect(result.variance).toEqual([5])
    expect(result.centered).toEqual([[-3], [-1], [1], [3]])
    expectNear(result.inverseDeviation, [1 / 3], 15)
    expectNear(result.normalized.flat(), [-1, -1 / 3, 1 / 3, 1], 15)
    expectNear(result.output.flat(), [7, 9, 11, 13], 14)
  })

  test('normalized values have mean 0 and variance σ²/(σ² + ε), whatever the scale and shift of the input', () => {
    const inputs = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 2, maxLength: 20 })
    fc.assert(
      fc.property(inputs, (values) => {
        const { variance, normalized } = normalizeBatch(
          values.map((value) => [value]),
          identityAffine(1),
        )
        const sum = (items: number[]) => items.reduce((total, item) => total + item, 0)
        expect(sum(normalized.flat()) / values.length).toBeCloseTo(0, 8)
        const spread = sum(normalized.flat().map((value) => value ** 2)) / values.length
        expect(spread).toBeCloseTo(variance[0]! / (variance[0]! + 1e-5), 8)
      }),
    )
  })

  test.each([
    [2, 1],
    [3, 4],
    [7, 2],
  ])('its gradients are those of finite differences at %d × %d', (batch, width) => {
    const x = randomMatrix(batch, width)
    const [gamma, beta] = randomMatrix(2, width) as [number[], number[]]
    const outputGradient = randomMatrix(batch, width)
    const epsilon = 1e-3
    const gradients = normalizeBatchBackward(
      normalizeBatch(x, { gamma, beta }, epsilon),
      gamma,
      outputGradient,
    )
    const loss = (input: Matrix, g: number[], b: number[]) =>
      dot(normalizeBatch(input, { gamma: g, beta: b }, epsilon).output, outputGradient)
    expectNear(
      gradients.input.flat(),
      finiteDifferences(x.flat(), (values) => loss(matrixOf(values, width), gamma, beta)),
    )
    expectNear(
      gradients.gamma,
      finiteDifferences(gamma, (values) => loss(x, values, beta)),
    )
    expectNear(
      gradients.beta,
      finiteDifferences(beta, (values) => loss(x, gamma, values)),
    )
  })

  test('what a bias before it would learn is zero: the input gradients of a feature sum to nothing', () => {
    const x = randomMatrix(5, 3)
    const affine = identityAffine(3)
    const { input } = normalizeBatchBackward(normalizeBatch(x, affine), affine.gamma, randomMatrix(5, 3))
    expectNear(
      [0, 1, 2].map((c) => input.reduce((sum, row) => sum + row[c]!, 0)),
      [0, 0, 0],
      12,
    )
  })

  test('a constant feature normalizes to β, without a division by zero', () => {
    expect(normalizeBatch([[2], [2]], { gamma: [3], beta: [7] }).output).toEqual([[7], [7]])
  })

  test('a batch of one is refused, and so is a batch of none', () => {
    expect(() => normalizeBatch([[1, 2]], identityAffine(2))).toThrow('at least 2 examples, not 1')
    expect(() => normalizeBatch([], identityAffine(2))).toThrow('at least 2 examples, not 0')
  })

  test('unequal widths are refused', () => {
    expect(() => normalizeBatch([[1, 2], [3]], identityAffine(2))).toThrow('their widths are 2, 1')
    expect(() => normalizeBatch([[1], [3]], identityAffine(2))).toThrow('their widths are 2, 1')
  })
})

describe('running statistics and evaluation mode', () => {
  test('running ← (1 − m)·running + m·batch, with the unbiased variance', () => {
    const batch = normalizeBatch([[1], [3], [5], [7]], identityAffine(1))
    const running = updateRunningStatistics({ mean: [0], variance: [1] }, batch, 0.25)
    expectNear(running.mean, [1], 15)
    expectNear(running.variance, [0.75 + 0.25 * (20 / 3)], 15)
  })

  test('an example comes out the same in any company', () => {
    const running = { mean: [0.3, -1], variance: [2, 0.5] }
    const affine = { gamma: [1.5, 0.5], beta: [0, 1] }
    const x = randomMatrix(4, 2)
    const together = normalizeForEvaluation(x, running, affine).output
    x.forEach((row, b) =>
      expect(normalizeForEvaluation([row], running, affine).output[0]).toEqual(together[b]),
    )
  })

  test('its gradients are those of finite differences', () => {
    const running = { mean: [0.3, -1], variance: [2, 0.5] }
    const affine = { gamma: [1.5, 0.5], beta: [0, 1] }
    const [x, outputGradient] = [randomMatrix(3, 2), randomMatrix(3, 2)]
    const loss = (input: Matrix, changed = {}) =>
      dot(normalizeForEvaluation(input, running, { ...affine, ...changed }).output, outputGradient)
    const forward = normalizeForEvaluation(x, running, affine)
    const gradients = normalizeForEvaluationBackward(forward, affine.gamma, outputGradient)
    expectNear(
      gradients.input.flat(),
      finiteDifferences(x.flat(), (values) => loss(matrixOf(values, 2))),
    )
    expectNear(
      gradients.gamma,
      finiteDifferences(affine.gamma, (gamma) => loss(x, { gamma })),
    )
    expectNear(
      gradients.beta,
      finiteDifferences(affine.beta, (beta) => loss(x, { beta })),
    )
  })
})
