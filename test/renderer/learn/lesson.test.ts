import { describe, expect, test } from 'vitest'
import {
  finiteDifferences,
  initialSettings,
  normalizeValues,
  valueGradients,
} from '../../../src/domain/lesson-batch.ts'
import { signalByDepth } from '../../../src/domain/lesson-depth.ts'
import { histogram, NOISE_BATCH_SIZES, statisticsNoise } from '../../../src/domain/lesson-noise.ts'
import { LESSON_SECTIONS } from '../../../src/domain/lesson-sections.ts'
import { runningStream, sameExample, startLeft } from '../../../src/domain/lesson-stream.ts'
import { normalizeBatch } from '../../../src/domain/normalization.ts'
import { findPreset } from '../../../src/domain/presets.ts'

const VALUES = [-1.2, 0.4, 1.1, 2.3, 3, 4.6]
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

describe('the batch of the lesson', () => {
  const settings = { gamma: 1.5, beta: -0.5, epsilon: 1e-3 }

  test('is what the reference makes of one feature', () => {
    const reference = normalizeBatch(
      VALUES.map((value) => [value]),
      { gamma: [1.5], beta: [-0.5] },
      1e-3,
    )
    const batch = normalizeValues(VALUES, settings)
    expect(batch.mean).toBe(reference.mean[0])
    expect(batch.deviation).toBe(Math.sqrt(reference.variance[0]!))
    expect(batch.output).toEqual(reference.output.map(([value]) => value))
  })

  test('does not change what it normalizes to when all values move together', () => {
    const moved = normalizeValues(
      VALUES.map((value) => value + 7),
      settings,
    )
    expect(sum(moved.normalized)).toBeCloseTo(0, 10)
    normalizeValues(VALUES, settings).normalized.forEach((value, i) => {
      expect(moved.normalized[i]).toBeCloseTo(value, 10)
    })
  })

  test('has gradients that agree with finite differences, and that sum to zero', () => {
    const upstream = [0.5, -1.2, 0.3, 1.4, -0.4, 0.9]
    const { input } = valueGradients(VALUES, settings, upstream)
    finiteDifferences(VALUES, settings, upstream).forEach((value, i) => {
      expect(input[i]).toBeCloseTo(value, 7)
    })
    expect(sum(input)).toBeCloseTo(0, 12)
  })

  test('lets nothing through when all are pushed alike, as constants would', () => {
    const { input, inputOfConstants } = valueGradients(
      VALUES,
      initialSettings(),
      VALUES.map(() => 1),
    )
    expect(Math.max(...input.map(Math.abs))).toBeLessThan(1e-12)
    expect(Math.min(...inputOfConstants)).toBeGreaterThan(0.1)
  })
})

describe('the stream of batches', () => {
  const stream = (momentum: number, drifts = false) =>
    runningStream({ seed: 3, steps: 200, batchSize: 16, momentum, drifts })

  test('is the same whatever the momentum, which only the averages feel', () => {
    expect(stream(0.1).map((step) => step.batchMean)).toEqual(stream(0.01).map((step) => step.batchMean))
    expect(stream(0.1).at(-1)!.runningMean).not.toBe(stream(0.01).at(-1)!.runningMean)
  })

  test('fills the averages up from 0 and 1 to the true values', () => {
    const last = stream(0.1).at(-1)!
    expect(Math.abs(last.runningMean - last.trueMean)).toBeLessThan(0.3)
    expect(Math.abs(last.runningVariance - last.trueVariance)).toBeLessThan(0.7)
    expect(startLeft(0.1, 200)).toBeLessThan(1e-8)
  })

  test('with momentum 1 remembers the last batch only, in the unbiased variance', () => {
    for (const step of stream(1)) {
      expect(step.runningMean).toBeCloseTo(step.batchMean, 12)
      expect(step.runningVariance).toBeCloseTo(step.batchVariance, 12)
    }
  })

  test('that drifts leaves a slow average behind', () => {
    const slow = stream(0.005, true).at(-1)!
    expect(slow.trueMean - slow.runningMean).toBeGreaterThan(0.8)
  })

  test('gives an example an answer of its own in evaluation mode, whoever is beside it', () => {
    const [a, b] = [
      [1, 2, 5],
      [0, 0.5, 9],
    ].map((others) => sameExample(3, others, { mean: 2, variance: 4 }))
    expect(a!.evaluation).toBe(b!.evaluation)
    expect(a!.evaluation).toBeCloseTo(0.5, 5)
    expect(a!.training).not.toBe(b!.training)
  })
})

describe('the noise of the statistics', () => {
  test.each(NOISE_BATCH_SIZES.map((size) => [size]))('follows its laws at batch size %i', (size) => {
    const noise = statisticsNoise(size, 600, 1)
    expect(noise.spreadOfMeans / noise.lawOfMeans).toBeGreaterThan(0.88)
    expect(noise.spreadOfMeans / noise.lawOfMeans).toBeLessThan(1.12)
    expect(noise.spreadOfVariances / noise.lawOfVariances).toBeGreaterThan(0.85)
    expect(noise.spreadOfVariances / noise.lawOfVariances).toBeLessThan(1.15)
    expect(noise.averageVariance).toBeCloseTo((size - 1) / size, 1)
  })

  test('is counted into bins, what lies outside into the outermost', () => {
    expect(histogram([-9, 0.1, 0.9, 1.1, 9], 0, 2, 2)).toEqual([3, 2])
  })
})

test('a signal fades through small weights and stays one wide with batch normalization', () => {
  const { without, with: normalized } = signalByDepth({
    ...{ seed: 1, layers: 8, units: 32, batchSize: 32, weightScale: 0.3 },
  })
  expect(without.at(-1)! / without[0]!).toBeLessThan(1e-3)
  for (const spread of normalized) expect(spread).toBeCloseTo(1, 2)
})

test('every section but the sources ends with an experiment that exists', () => {
  for (const { id, preset } of LESSON_SECTIONS) {
    if (id === 'sources') expect(preset).toBeNull()
    else expect(findPreset(preset)).toBeDefined()
  }
})
