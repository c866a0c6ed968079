import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pointsText } from '../../../src/domain/table-text.ts'
import {
  logTicks,
  niceRange,
  niceSpan,
  readableSpan,
  spanOf,
} from '../../../src/renderer/src/charts/nice-range.ts'

const positive = fc.double({ min: 1e-6, max: 1e6, noNaN: true })
const number = fc.integer({ min: -1e6, max: 1e6 }).map((thousandths) => thousandths / 1000)

/** 1, 2 or 5 times a power of ten. */
function isRound(value: number): boolean {
  return /^[125](\.0*)?e/.test(Number(value.toPrecision(12)).toExponential())
}

test('a linear axis from zero has two to six round steps, and ends at one', () => {
  fc.assert(
    fc.property(positive, (max) => {
      const span = spanOf(niceRange({ min: 0, max }, false))
      const steps = span.max / span.step
      expect(isRound(span.step)).toBe(true)
      expect(steps).toBeCloseTo(Math.round(steps), 6)
      expect(Math.round(steps)).toBeGreaterThanOrEqual(2)
      expect(Math.round(steps)).toBeLessThanOrEqual(6)
      expect(span.max).toBeGreaterThanOrEqual(max * (1 - 1e-9))
    }),
  )
})

test('an axis around any values holds them, between round steps', () => {
  fc.assert(
    fc.property(number, number, (one, other) => {
      const [min, max] = [Math.min(one, other), Math.max(one, other)]
      const span = niceSpan({ min, max })
      expect(span.min).toBeLessThanOrEqual(min)
      expect(span.max).toBeGreaterThanOrEqual(max)
      expect(isRound(span.step)).toBe(true)
      expect(span.min / span.step).toBeCloseTo(Math.round(span.min / span.step), 6)
    }),
  )
})

/** As a chart writes its steps. */
function ticksOf({ min, max, step }: { min: number; max: number; step: number }): string[] {
  return Array.from({ length: Math.round((max - min) / step) + 1 }, (_, index) =>
    pointsText(min + index * step),
  )
}

test('gaps that are all exactly zero have an axis on which zero and a hundredth of a point are told apart', () => {
  const span = readableSpan({ min: 0, max: 0 }, {}, (value) => pointsText(value))
  expect(ticksOf(span)).toEqual(['−0.01', '0.00', '+0.01'])
})

test('values that differ by rounding alone have an axis as equal ones have', () => {
  const span = readableSpan({ min: 0.77014259, max: 0.77014259000000035 }, {}, (value) => pointsText(value))
  expect(ticksOf(span).length).toBeGreaterThanOrEqual(3)
})

test('no two steps of an axis around any values read the same, and it holds them', () => {
  const share = fc.integer({ min: -1e8, max: 1e8 }).map((parts) => parts / 1e8)
  fc.assert(
    fc.property(share, fc.integer({ min: 0, max: 1e6 }), (min, apart) => {
      const max = min + apart / 1e9
      const span = readableSpan({ min, max }, {}, (value) => pointsText(value))
      const ticks = ticksOf(span)
      expect(new Set(ticks).size).toBe(ticks.length)
      expect(ticks.length).toBeGreaterThanOrEqual(2)
      expect(isRound(span.step)).toBe(true)
      expect(span.min).toBeLessThanOrEqual(min)
      expect(span.max).toBeGreaterThanOrEqual(max)
    }),
  )
})

test('a logarithmic axis has three to eleven round values, all on it', () => {
  fc.assert(
    fc.property(positive, positive, (one, other) => {
      const range = niceRange({ min: Math.min(one, other), max: Math.max(one, other) }, true)
      const ticks = logTicks(range)
      expect(ticks.every(isRound)).toBe(true)
      expect(ticks).toEqual(ticks.toSorted((a, b) => a - b))
      expect(ticks.length).toBeGreaterThanOrEqual(3)
      expect(ticks.length).toBeLessThanOrEqual(11)
      expect(ticks[0]).toBeGreaterThanOrEqual(range.min * (1 - 1e-9))
      expect(ticks.at(-1)).toBeLessThanOrEqual(range.max * (1 + 1e-9))
    }),
  )
})

test('of the least numbers of this machine an axis has ends and a step all the same', () => {
  const { min, max, step } = niceSpan({ min: 0, max: 5e-324 }, { min: 0, max: 1 })
  expect([min, max > 0, step > 0]).toEqual([0, true, true])
})
