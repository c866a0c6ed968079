import fc from 'fast-check'
import { expect, test } from 'vitest'
import { extremesByColumn, meansByColumn } from '../../../src/renderer/src/charts/columns.ts'
import { meanCurve, valueAt } from '../../../src/renderer/src/charts/mean-curve.ts'
import { LiveSeries } from '../../../src/renderer/src/stores/live-series.ts'

function seriesOf(values: readonly number[]): LiveSeries {
  const series = new LiveSeries(['loss'], 10_000, 10)
  const loss = Float32Array.from(values)
  series.append({ runId: 'a', firstStep: 0, loss, accuracy: loss, gradientNorm: loss, seconds: loss })
  return series
}

const byStep = (index: number): number => index
const values = fc.array(fc.oneof(fc.float({ noNaN: true }), fc.constantFrom(NaN, Infinity)), {
  minLength: 2,
  maxLength: 400,
})

test('at any width, no spike is lost, values stand where they were, and what is not finite breaks the line', () => {
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 300 }), (all, columns) => {
      const points = extremesByColumn(seriesOf(all), 'loss', byStep, { from: 0, to: all.length, columns })
      const drawn = Array.from({ length: points.length / 2 }, (_, index) => [
        points[2 * index]!,
        points[2 * index + 1]!,
      ])
      const exact = Float32Array.from(all)
      for (const [x, y] of drawn) if (Number.isFinite(y)) expect(exact[x!]).toBe(y)
      const finite = [...exact].filter((value) => Number.isFinite(value))
      const shown = drawn.map(([, y]) => y!).filter((value) => Number.isFinite(value))
      if (finite.length > 0) {
        expect(Math.max(...shown)).toBe(Math.max(...finite))
        expect(Math.min(...shown)).toBe(Math.min(...finite))
      }
      expect(drawn.some(([, y]) => Number.isNaN(y))).toBe(finite.length < all.length)
      expect(drawn.length).toBeLessThanOrEqual(3 * columns + 3)
      const xs = drawn.map(([x]) => x!)
      expect(xs).toEqual([...xs].sort((a, b) => a - b))
    }),
  )
})

test('a part of the axis is drawn with the points beside it, so that the line reaches its edges', () => {
  const points = extremesByColumn(seriesOf([0, 1, 2, 3, 4, 5]), 'loss', byStep, {
    from: 2,
    to: 4,
    columns: 2,
  })
  expect([...points]).toEqual([1, 1, 2, 2, 3, 3, 4, 4])
})

test('means over seeds reach as far as every run does, and smoothing averages neighbours', () => {
  const window = { from: 0, to: 4, columns: 4 }
  const [one, other] = [
    [4, 2, 0, 8],
    [2, 2, 4],
  ].map((own) => meansByColumn(seriesOf(own), 'loss', byStep, window))
  expect([...meanCurve([one!, other!], window, 0)]).toEqual([0.5, 3, 1.5, 2, 2.5, 2])
  expect([...meanCurve([one!], window, 1)]).toEqual([0.5, 3, 1.5, 2, 2.5, 10 / 3, 3.5, 4])
  expect(valueAt(meanCurve([one!], window, 0), 3.9)).toBe(8)
})
