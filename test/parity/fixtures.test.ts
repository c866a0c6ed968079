import { describe, expect, test } from 'vitest'
import { inputOf, parityCases, relativeError, tolerance, type Output, type ParityCase } from './fixtures.ts'

const size = (shape: number[]) => shape.reduce((a, b) => a * b, 1)

/** y = x·w + b in float64, the plain way. */
function denseForward(parityCase: ParityCase): Float64Array {
  const [x, w, b] = ['x', 'w', 'b'].map((name) => inputOf(parityCase, name))
  const [batch, inputs] = x!.shape as [number, number]
  const outputs = b!.values.length
  return Float64Array.from({ length: batch * outputs }, (_, at) => {
    const row = Math.floor(at / outputs)
    let sum = b!.values[at % outputs]!
    for (let i = 0; i < inputs; i++)
      sum += x!.values[row * inputs + i]! * w!.values[i * outputs + (at % outputs)]!
    return sum
  })
}

describe('the fixtures are decoded as they were written', () => {
  test.each(['dense', 'activation', 'batch-normalization', 'cross-entropy', 'optimizers'] as const)(
    'every array of %s has the size of its shape',
    (kind) => {
      for (const { name, inputs, outputs } of parityCases(kind)) {
        for (const input of Object.values(inputs)) expect(input.values.length, name).toBe(size(input.shape))
        for (const output of Object.values(outputs))
          expect(output.values.length, name).toBe(Math.ceil(size(output.shape) / output.stride))
      }
    },
  )

  test.each(parityCases('dense').map((parityCase) => [parityCase.name, parityCase] as const))(
    '%s in float64 is PyTorch float64 to 12 digits, weights held as [inputs, outputs]',
    (_, parityCase) => {
      expect(relativeError(denseForward(parityCase), parityCase.outputs.y!)).toBeLessThan(1e-12)
    },
  )
})

describe('the tolerance of the numerical reference', () => {
  const output = (values: number[], float32Error: number): Output => ({
    shape: [values.length],
    stride: 1,
    values: Float64Array.from(values),
    float32Error,
  })

  test('is 4 times the error of PyTorch float32, and at least 1e-6', () => {
    expect(tolerance(output([1], 1e-5))).toBe(4e-5)
    expect(tolerance(output([1], 0))).toBe(1e-6)
  })

  test('is applied to the relative error, or to the norm itself where the reference is zero', () => {
    expect(relativeError([3, 4.5], output([3, 4], 0))).toBeCloseTo(0.1, 12)
    expect(relativeError([3e-7, 4e-7], output([0, 0], 0))).toBeCloseTo(5e-7, 15)
  })
})
