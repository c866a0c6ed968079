import { describe, expect, test } from 'vitest'
import { buildLayers } from '../../src/domain/architecture.ts'
import { initialState } from '../../src/domain/initialization.ts'
import type { NetworkSpec, NormalizationSpec } from '../../src/domain/spec.ts'
import { parsed, specWith } from './specs.ts'

const INPUTS = 300
const UNITS = 200
const NONE: NormalizationSpec = { type: 'none' }
const BATCH: NormalizationSpec = { type: 'batch', momentum: 0.1, epsilon: 1e-5, affine: true }

function network(changes: Record<string, unknown> = {}): NetworkSpec {
  const layer = { type: 'dense', units: UNITS, ...changes }
  return parsed(specWith({ network: { layers: [layer] }, arms: [{ name: 'a', normalization: NONE }] }))
    .network
}

function stateOf(scheme: NetworkSpec['initialization'], normalization = NONE, seed = 1) {
  return initialState(buildLayers(network(), normalization, INPUTS, 10), scheme, seed)
}

function spread(values: Float32Array): { largest: number; mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return {
    largest: values.reduce((most, v) => Math.max(most, Math.abs(v)), 0),
    mean,
    deviation: Math.sqrt(variance),
  }
}

/** 60,000 values estimate a mean within 4 standard errors, and a deviation within 2 %. */
function expectSpread(values: Float32Array, deviation: number): void {
  const found = spread(values)
  expect(Math.abs(found.mean)).toBeLessThan((4 * deviation) / Math.sqrt(values.length))
  expect(found.deviation / deviation).toBeGreaterThan(0.98)
  expect(found.deviation / deviation).toBeLessThan(1.02)
}

describe('fresh weights', () => {
  test("fill U(±1/√fanIn), weights and biases, as PyTorch's Linear", () => {
    const state = stateOf({ scheme: 'pytorch-linear' })
    const bound = 1 / Math.sqrt(INPUTS)
    const weight = state.get('0.weight')!
    expect(weight).toHaveLength(INPUTS * UNITS)
    expectSpread(weight, bound / Math.sqrt(3))
    for (const values of [weight, state.get('0.bias')!]) {
      expect(spread(values).largest).toBeLessThanOrEqual(Math.fround(bound))
      expect(spread(values).largest).toBeGreaterThan(0.95 * bound)
    }
  })

  test('fill U(±√(6/(fanIn + fanOut))) by Glorot, with biases 0', () => {
    const state = stateOf({ scheme: 'glorot' })
    const bound = Math.sqrt(6 / (INPUTS + UNITS))
    expectSpread(state.get('0.weight')!, bound / Math.sqrt(3))
    expect(spread(state.get('0.weight')!).largest).toBeLessThanOrEqual(Math.fround(bound))
    expect(spread(state.get('0.bias')!).largest).toBe(0)
  })

  test('are N(0, 2/fanIn) by He and N(0, scale²) by Gaussian, with biases 0', () => {
    const he = stateOf({ scheme: 'he' })
    const gaussian = stateOf({ scheme: 'gaussian', scale: 0.02 })
    expectSpread(he.get('0.weight')!, Math.sqrt(2 / INPUTS))
    expectSpread(gaussian.get('0.weight')!, 0.02)
    // A normal sample of this size goes beyond 3.5 deviations; a uniform one ends at 1.73.
    expect(spread(gaussian.get('0.weight')!).largest).toBeGreaterThan(3.5 * 0.02)
    for (const state of [he, gaussian]) expect(spread(state.get('0.bias')!).largest).toBe(0)
  })

  test('with batch normalization begin with γ = 1, β = 0, running mean 0 and running variance 1', () => {
    const state = stateOf({ scheme: 'pytorch-linear' }, BATCH)
    const all = (value: number) => new Float32Array(UNITS).fill(value)
    expect(state.get('0.gamma')).toEqual(all(1))
    expect(state.get('0.beta')).toEqual(all(0))
    expect(state.get('0.runningMean')).toEqual(all(0))
    expect(state.get('0.runningVariance')).toEqual(all(1))
  })

  test('are the same for the same seed whatever the arm adds or leaves out, and others for another seed', () => {
    const [without, withBatch] = [NONE, BATCH].map((arm) => stateOf({ scheme: 'pytorch-linear' }, arm))
    expect(without!.has('0.bias')).toBe(true)
    expect(withBatch!.has('0.bias')).toBe(false)
    for (const key of ['0.weight', '1.weight', '1.bias'])
      expect(withBatch!.get(key)).toEqual(without!.get(key))
    const other = stateOf({ scheme: 'pytorch-linear' }, NONE, 2)
    expect(other.get('0.weight')).not.toEqual(without!.get('0.weight'))
  })
})

describe('the layers of a network', () => {
  const typesOf = (changes: Record<string, unknown>, arm: NormalizationSpec = BATCH) =>
    buildLayers(network(changes), arm, INPUTS, 10).map((layer) =>
      layer.type === 'dense' && !layer.bias ? 'dense without bias' : layer.type,
    )

  test.each<[string, Record<string, unknown>, NormalizationSpec, string[]]>([
    [
      'before the activation',
      {},
      BATCH,
      ['dense without bias', 'batch-normalization', 'activation', 'dense'],
    ],
    [
      'after it, with a bias',
      { normalization: 'after-activation' },
      BATCH,
      ['dense', 'activation', 'batch-normalization', 'dense'],
    ],
    [
      'before it, with the bias kept',
      { bias: 'always' },
      BATCH,
      ['dense', 'batch-normalization', 'activation', 'dense'],
    ],
    ['nowhere in an arm without', {}, NONE, ['dense', 'activation', 'dense']],
    [
      'nowhere in a layer that takes none',
      { normalization: 'none' },
      BATCH,
      ['dense', 'activation', 'dense'],
    ],
    [
      'at once after an identity, without bias',
      { normalization: 'after-activation', activation: 'identity' },
      BATCH,
      ['dense without bias', 'batch-normalization', 'dense'],
    ],
  ])('have normalization %s', (_, changes, arm, expected) => {
    expect(typesOf(changes, arm)).toEqual(expected)
  })
})
