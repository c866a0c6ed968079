import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MetricRows } from '../../../src/contract/host-answers.ts'
import { LiveSeries } from '../../../src/renderer/src/stores/live-series.ts'

const MOST = 64

function rowsOf(losses: readonly number[], firstStep = 0): MetricRows {
  const loss = Float32Array.from(losses)
  const seconds = loss.map((_, index) => firstStep + index + 1)
  return { runId: 'a', firstStep, loss, accuracy: loss, gradientNorm: loss, seconds }
}

function pointsOf(series: LiveSeries) {
  const { min, max, last } = series.of('loss')
  return Array.from({ length: series.length }, (_, index) => ({
    step: series.steps[index]!,
    ...{ min: min[index]!, max: max[index]!, last: last[index]! },
  }))
}

const losses = fc.array(fc.oneof(fc.float({ noNaN: false }), fc.constantFrom(NaN, Infinity, 1e6)), {
  minLength: 1,
  maxLength: 700,
})

test('however it grows and is thinned, no extreme and no NaN is lost, and points are of whole strides', () => {
  fc.assert(
    fc.property(losses, fc.integer({ min: 1, max: 90 }), (values, pageLength) => {
      const series = new LiveSeries(['loss', 'seconds'], MOST)
      for (let at = 0; at < values.length; at += pageLength)
        expect(series.append(rowsOf(values.slice(at, at + pageLength), at))).toBe(true)
      const points = pointsOf(series)
      expect(series.end).toBe(values.length)
      expect(series.length).toBeLessThanOrEqual(MOST)
      expect(points.map(({ step }) => step % series.stride)).toEqual(points.map(() => 0))
      for (const [index, point] of points.entries()) {
        const own = Float32Array.from(values).subarray(point.step, points[index + 1]?.step)
        const numbers = [...own].filter((value) => !Number.isNaN(value))
        expect(point.min).toBe(numbers.length === 0 ? NaN : Math.min(...numbers))
        expect(point.max).toBe(numbers.length === 0 ? NaN : Math.max(...numbers))
        expect(point.last).toBe(numbers.length < own.length ? NaN : own.at(-1))
      }
    }),
  )
})

test('rows at or before a known step void what was known from there on', () => {
  const series = new LiveSeries(['loss', 'seconds'], MOST)
  series.append(rowsOf([5, 4, 3, 2, 1]))
  series.append(rowsOf([9, 8], 3))
  expect(pointsOf(series).map(({ last }) => last)).toEqual([5, 4, 3, 9, 8])
  series.append(rowsOf([], 0))
  expect([series.length, series.end]).toEqual([0, 0])
})

test('rows that leave a gap are not taken', () => {
  const series = new LiveSeries(['loss', 'seconds'], MOST)
  series.append(rowsOf([1, 2]))
  expect(series.append(rowsOf([4], 3))).toBe(false)
  expect(series.end).toBe(2)
})

test('it goes on from points that the host thinned', () => {
  const series = new LiveSeries(['loss'], MOST)
  const thinned = {
    steps: Int32Array.of(0, 4, 8),
    min: Float32Array.of(1, 2, 3),
    max: Float32Array.of(7, 8, 9),
    last: Float32Array.of(4, 5, 6),
    total: 10,
  }
  series.replace({ loss: thinned })
  series.append(rowsOf([10, 0, 20], 10))
  expect(pointsOf(series)).toEqual([
    { step: 0, min: 1, max: 7, last: 4 },
    { step: 4, min: 2, max: 8, last: 5 },
    { step: 8, min: 0, max: 10, last: 0 },
    { step: 12, min: 20, max: 20, last: 20 },
  ])
})
