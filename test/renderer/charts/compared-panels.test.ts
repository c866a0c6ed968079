import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CompareCurve } from '../../../src/contract/compare.ts'
import {
  comparedPanels,
  comparedSpan,
  nearest,
  rangeOfCurve,
} from '../../../src/renderer/src/charts/compared-panels.ts'
import { comparedCurves } from './compared-curves.ts'

const AROUND = ['interval', 'range', 'seeds'] as const

test('every curve is in the one panel of its batch size and learning rate, the least batch size first', () => {
  fc.assert(
    fc.property(comparedCurves, fc.array(fc.constantFrom(0.1, 0.01), { minLength: 6 }), (curves, rates) => {
      const all = curves.map((curve, index) => ({ ...curve, learningRate: rates[index]! }))
      const panels = comparedPanels(all)
      expect(new Set(panels.flatMap((panel) => panel.curves))).toEqual(new Set(all))
      expect(panels.flatMap((panel) => panel.curves)).toHaveLength(all.length)
      for (const { curves: own } of panels)
        expect(new Set(own.map(({ batchSize, learningRate }) => `${batchSize} ${learningRate}`)).size).toBe(1)
      const sizes = panels.map((panel) => panel.curves[0]!.batchSize)
      expect(sizes).toEqual(sizes.toSorted((a, b) => a - b))
      const isSeveral = new Set(all.map(({ learningRate }) => learningRate)).size > 1
      expect(panels.every(({ title }) => title.includes('rate') === isSeveral)).toBe(true)
    }),
  )
})

test('an axis holds the calmest curve and the middle of every other, and leaves out what climbs far beyond', () => {
  fc.assert(
    fc.property(comparedCurves, fc.constantFrom(...AROUND), fc.boolean(), (curves, around, isLogarithmic) => {
      const span = comparedSpan(comparedPanels(curves), { isShare: false, isLogarithmic, around })
      const tops = curves.map((curve) => Math.min(...[curve.max, rangeMax(curve, around)].map(top)))
      const middles = curves.filter(({ diverged }) => diverged.length === 0).map(({ mean }) => middleOf(mean))
      const calmest = Math.min(...tops)
      if (!isLogarithmic) expect(span.min).toBe(0)
      if (calmest > 1e-9) {
        const most = Math.max((isLogarithmic ? 100 : 4) * calmest, ...middles)
        // Numbers that differ by rounding alone have one end.
        expect(span.max).toBeGreaterThanOrEqual(calmest * (1 - 1e-9))
        expect(span.max).toBeGreaterThanOrEqual(Math.min(Math.max(...tops), most) * (1 - 1e-9))
        expect(span.max).toBeLessThanOrEqual(2 * most)
      }
    }),
  )

  function middleOf(values: Float64Array): number {
    return [...values].toSorted((one, other) => one - other)[values.length >> 1]!
  }

  function rangeMax(curve: Parameters<typeof rangeOfCurve>[0], around: (typeof AROUND)[number]): number {
    return rangeOfCurve(curve, around).max
  }

  function top(values: Float64Array | number): number {
    return typeof values === 'number' ? values : Math.max(...values)
  }
})

test('an arm that does not learn is on the axis beside one that does', () => {
  const flat = (arm: string, level: number, diverged: CompareCurve['diverged'] = []): CompareCurve => {
    const line = new Float64Array(5).fill(level)
    const axis = { x: Float64Array.from([1, 2, 3, 4, 5]), n: new Int32Array(5).fill(5) }
    return {
      ...{ arm, batchSize: 16, learningRate: 0.1, runIds: ['a'], ...axis },
      ...{ seeds: [], final: null, diverged },
      ...{ mean: line, low: line, high: line, min: line, max: line },
    }
  }
  for (const isLogarithmic of [false, true]) {
    const spanOf = (curves: CompareCurve[]) =>
      comparedSpan(comparedPanels(curves), { isShare: false, isLogarithmic, around: 'interval' })
    expect(spanOf([flat('none', 2.3), flat('batch', 0.25)]).max).toBeGreaterThanOrEqual(2.3)
    const gone = [{ runId: 'a', seed: 1, x: 5, y: 1e9 }]
    expect(spanOf([flat('none', 1e9, gone), flat('batch', 0.25)]).max).toBeLessThan(100)
  }
})

test('the axis of a share never leaves 0 to 1', () => {
  fc.assert(
    fc.property(comparedCurves, fc.constantFrom(...AROUND), (curves, around) => {
      const span = comparedSpan(comparedPanels(curves), { isShare: true, isLogarithmic: false, around })
      expect(span.min).toBeGreaterThanOrEqual(0)
      expect(span.max).toBeLessThanOrEqual(1)
      expect(span.max).toBeGreaterThan(span.min)
    }),
  )
})

test('what is drawn of a curve lies in its range, which reaches no further', () => {
  fc.assert(
    fc.property(comparedCurves, fc.constantFrom(...AROUND), ([curve], around) => {
      const { mean, low, high, min, max } = curve!
      const drawn = around === 'interval' ? [mean, low, high] : [mean, min, max]
      const values = drawn.flatMap((line) => [...line]).filter(Number.isFinite)
      const range = rangeOfCurve(curve!, around)
      // Zero and −0 are one place on an axis.
      expect([range.min === Math.min(...values), range.max === Math.max(...values)]).toEqual([true, true])
    }),
  )
})

test('no column is nearer than the nearest', () => {
  const places = fc.uniqueArray(fc.double({ noNaN: true, min: -50, max: 50 }), {
    minLength: 1,
    maxLength: 30,
  })
  fc.assert(
    fc.property(places, fc.double({ noNaN: true, min: -60, max: 60 }), (all, place) => {
      const x = Float64Array.from(all).sort()
      const distance = Math.abs(x[nearest(x, place)]! - place)
      expect(distance).toBe(Math.min(...Array.from(x, (each) => Math.abs(each - place))))
    }),
  )
  expect(nearest(new Float64Array(), 1)).toBe(-1)
})
