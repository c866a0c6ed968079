import { describe, expect, test } from 'vitest'
import type { Layer } from '../../src/domain/architecture.ts'
import { initialState } from '../../src/domain/initialization.ts'
import type { NetworkSpec } from '../../src/domain/spec.ts'
import { readFixture } from './fixtures.ts'

/** What PyTorch's initializers draw from, for a layer of this shape. */
type Scales = {
  inputs: number
  outputs: number
  linearWeightBound: number
  linearBiasBound: number
  heDeviation: number
  glorotBound: number
}

const { cases } = readFixture('initialization') as { cases: Scales[] }
const named = cases.map((scales) => [`${scales.inputs}→${scales.outputs}`, scales] as const)

/** At least 50,000 values of `0.weight` or `0.bias` over as many seeds as that takes. */
function drawn(scheme: NetworkSpec['initialization'], { inputs, outputs }: Scales, key: string): number[] {
  const layer: Layer = { type: 'dense', index: 0, inputs, outputs, bias: true }
  const values: number[] = []
  for (let seed = 1; values.length < 50_000; seed++)
    values.push(...initialState([layer], scheme, seed).get(key)!)
  return values
}

/** Uniform in ±bound: none outside, the extremes close to it, and the variance bound²/3 within 5 standard errors. */
function expectUniform(values: number[], bound: number): void {
  const scaled = values.map((value) => value / bound)
  expect(scaled.reduce((a, b) => Math.max(a, Math.abs(b)), 0)).toBeLessThanOrEqual(1 + 1e-7)
  expect(scaled.reduce((a, b) => Math.max(a, b))).toBeGreaterThan(1 - 20 / values.length)
  expect(scaled.reduce((a, b) => Math.min(a, b))).toBeLessThan(-1 + 20 / values.length)
  const standardError = Math.sqrt(4 / 45 / values.length)
  expect(Math.abs(meanSquare(scaled) - 1 / 3)).toBeLessThan(5 * standardError)
}

const meanSquare = (values: number[]) => values.reduce((sum, value) => sum + value * value, 0) / values.length

describe('fresh weights are drawn from what PyTorch draws from', () => {
  test.each(named)('Linear default, weights %s', (_, scales) => {
    expectUniform(drawn({ scheme: 'pytorch-linear' }, scales, '0.weight'), scales.linearWeightBound)
  })

  test.each(named)('Linear default, biases %s', (_, scales) => {
    expectUniform(drawn({ scheme: 'pytorch-linear' }, scales, '0.bias'), scales.linearBiasBound)
  })

  test.each(named)('Glorot is xavier_uniform_ %s', (_, scales) => {
    expectUniform(drawn({ scheme: 'glorot' }, scales, '0.weight'), scales.glorotBound)
  })

  test.each(named)(
    'He is kaiming_normal_ for ReLU %s: the variance, within 5 standard errors',
    (_, scales) => {
      const values = drawn({ scheme: 'he' }, scales, '0.weight')
      const ratio = meanSquare(values) / scales.heDeviation ** 2
      expect(Math.abs(ratio - 1)).toBeLessThan(5 * Math.sqrt(2 / values.length))
    },
  )
})
