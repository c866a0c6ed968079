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
      const series = new LiveSeries(['loss', 'seconds'], MOST, 10)
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

const finite = fc.array(fc.float({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 700 })

const meanOf = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length

function epochMeans(values: Float32Array) {
  const count = Math.ceil(values.length / 10)
  const means = Float64Array.from({ length: count }, (_, epoch) =>
    meanOf(values.subarray(10 * epoch, 10 * epoch + 10)),
  )
  return { means, total: values.length }
}

/** One point for each two steps, as the host may give them. */
function thinned(values: Float32Array) {
  const steps = Int32Array.from({ length: Math.ceil(values.length / 2) }, (_, index) => 2 * index)
  const value = Float32Array.from(steps, (step) => values[step]!)
  const points = { steps, min: value, max: value, last: value, total: values.length }
  return { loss: points, seconds: points }
}

test('however it is thinned, an epoch’s mean is that of every step', () => {
  fc.assert(
    fc.property(
      finite,
      fc.integer({ min: 1, max: 90 }),
      fc.integer({ min: 1, max: 300 }),
      (values, page, from) => {
        const all = Float32Array.from(values)
        const series = new LiveSeries(['loss', 'seconds'], MOST, 10)
        const known = Math.min(from, all.length)
        if (known > 1)
          series.replace(thinned(all.subarray(0, known)), { loss: epochMeans(all.subarray(0, known)) })
        // What was known already comes again.
        for (let at = Math.max(0, known - 5); at < all.length; at += page)
          expect(series.append(rowsOf([...all.subarray(at, at + page)], at))).toBe(true)
        for (let epoch = 1; epoch <= all.length / 10; epoch++)
          expect(series.epochs.mean('loss', epoch)).toBeCloseTo(
            meanOf(all.subarray(10 * epoch - 10, 10 * epoch)),
            6,
          )
        expect(series.epochs.mean('loss', Math.floor(all.length / 10) + 1)).toBeNull()
        const whole = Math.floor(all.length / 10)
        const last = whole === 0 ? all : all.subarray(10 * whole - 10, 10 * whole)
        expect(series.epochs.lastMean('loss')).toBeCloseTo(meanOf(last), 6)
      },
    ),
  )
})

test('rows at or before a known step void what was known from there on', () => {
  const series = new LiveSeries(['loss', 'seconds'], MOST, 10)
  series.append(rowsOf([5, 4, 3, 2, 1]))
  series.append(rowsOf([9, 8], 3))
  expect(pointsOf(series).map(({ last }) => last)).toEqual([5, 4, 3, 9, 8])
  series.append(rowsOf([], 0))
  expect([series.length, series.end]).toEqual([0, 0])
})

test('rows that leave a gap are not taken', () => {
  const series = new LiveSeries(['loss', 'seconds'], MOST, 10)
  series.append(rowsOf([1, 2]))
  expect(series.append(rowsOf([4], 3))).toBe(false)
  expect(series.end).toBe(2)
})

test('it goes on from points that the host thinned', () => {
  const series = new LiveSeries(['loss'], MOST, 10)
  const thinned = {
    steps: Int32Array.of(0, 4, 8),
    min: Float32Array.of(1, 2, 3),
    max: Float32Array.of(7, 8, 9),
    last: Float32Array.of(4, 5, 6),
    total: 10,
  }
  series.replace({ loss: thinned }, {})
  series.append(rowsOf([10, 0, 20], 10))
  expect(pointsOf(series)).toEqual([
    { step: 0, min: 1, max: 7, last: 4 },
    { step: 4, min: 2, max: 8, last: 5 },
    { step: 8, min: 0, max: 10, last: 0 },
    { step: 12, min: 20, max: 20, last: 20 },
  ])
})
