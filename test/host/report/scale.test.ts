import fc from 'fast-check'
import { expect, test } from 'vitest'
import { batchAxis } from '../../../src/host/report/batch-axis.ts'
import {
  epochScale,
  linearScale,
  logarithmicScale,
  positiveScale,
  percentScale,
} from '../../../src/host/report/scale.ts'

test('a linear axis has round ticks around the values', () => {
  expect(linearScale(0.3, 2.2).ticks).toEqual([0, 0.5, 1, 1.5, 2, 2.5])
  expect(linearScale(-12, 147).ticks).toEqual([-50, 0, 50, 100, 150])
})

test('every axis holds the values it is made for, with at least two ticks', () => {
  const value = fc.double({ min: -1e6, max: 1e6, noNaN: true })
  fc.assert(
    fc.property(value, value, (one, other) => {
      const [low, high] = [Math.min(one, other), Math.max(one, other)]
      const { min, max, ticks } = linearScale(low, high)
      const slack = 1e-8 * Math.max(1, Math.abs(low), Math.abs(high))
      expect(min).toBeLessThanOrEqual(low + slack)
      expect(max).toBeGreaterThanOrEqual(high - slack)
      expect(ticks.length).toBeGreaterThanOrEqual(2)
      expect(ticks.length).toBeLessThan(12)
    }),
  )
})

test('losses that span a factor of ten are drawn on a logarithmic axis with ticks at 1, 2 and 5', () => {
  expect(positiveScale(0.05, 2.3)).toEqual({
    ...{ min: 0.05, max: 3, isLogarithmic: true },
    ticks: [0.05, 0.1, 0.2, 0.5, 1, 2],
  })
  expect(positiveScale(0.5, 2.3)).toMatchObject({ min: 0, isLogarithmic: false })
  expect(positiveScale(0, 2.3)).toMatchObject({ isLogarithmic: false })
  expect(logarithmicScale(0.0001, 2).ticks).toEqual([0.0001, 0.001, 0.01, 0.1, 1])
})

test('percentages never leave 0 to 100', () => {
  expect(percentScale([88.3, 104])).toMatchObject({ max: 100 })
  expect(percentScale([-12, 35])).toMatchObject({ min: 0 })
  expect(percentScale([100])).toMatchObject({ max: 100 })
})

test('epochs have whole ticks up to the end, whole or not', () => {
  expect(epochScale(5).ticks).toEqual([0, 1, 2, 3, 4, 5])
  expect(epochScale(2.6)).toMatchObject({ max: 2.6, ticks: [0, 1, 2] })
  expect(epochScale(100).ticks).toEqual([0, 20, 40, 60, 80, 100])
})

test('batch sizes stand at their logarithms, and what is compared beside each other, apart from its neighbours', () => {
  const cells = [16, 32, 256].map((batchSize) => ({ batchSize, learningRate: 1 }))
  const { position, scale, label } = batchAxis(cells, 2)
  expect(scale.ticks.map(label)).toEqual(['16', '32', '256'])
  expect((position(32, 0) + position(32, 1)) / 2).toBeCloseTo(5)
  expect(position(16, 1, 0.5)).toBeLessThan(position(32, 0, -0.5))
})
