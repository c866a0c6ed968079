import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  comparedCurveOption,
  type ComparedScale,
} from '../../../src/renderer/src/charts/compared-curve-option.ts'
import { comparedFigureTable } from '../../../src/renderer/src/charts/compared-figure-table.ts'
import { comparedPanels, comparedSpan } from '../../../src/renderer/src/charts/compared-panels.ts'
import { PLACE_COLUMNS } from '../../../src/renderer/src/charts/curve-columns.ts'
import { figureCsv } from '../../../src/renderer/src/charts/figure-csv.ts'
import { comparedCurves, LOOKS } from './compared-curves.ts'
import { bandOutlines, drawnPairs } from './drawn-numbers.ts'
import { parseCsv } from './parse-csv.ts'

const look = fc.record({
  around: fc.constantFrom('interval' as const, 'range' as const, 'seeds' as const),
  isLogarithmic: fc.boolean(),
  start: fc.integer({ min: 0, max: 60 }),
  smoothing: fc.constantFrom(0, 0.03),
})

test('the CSV of compared curves has exactly what the panels draw: means, bands, single seeds and crosses', () => {
  fc.assert(
    fc.property(comparedCurves, look, (curves, { around, isLogarithmic, start, smoothing }) => {
      const panels = comparedPanels(curves)
      const scale: ComparedScale = {
        ...{ around, isLogarithmic, end: 12, zoom: { start, end: 100 }, xName: 'Epoch', text: String },
        smoothing,
        y: comparedSpan(panels, { around, isLogarithmic, isShare: false }),
      }
      const y = { name: 'loss', unit: 'nats' }
      const table = comparedFigureTable(panels, { x: PLACE_COLUMNS.epochs, y, scale })
      const rows = parseCsv(figureCsv(table))
      for (const panel of panels) {
        const option = comparedCurveOption(panel, scale, LOOKS)
        const own = rows.filter((row) => row.panel === panel.title)
        const read = own.map((row) => [Number(row['place (epochs)']), Number(row['loss (nats)'])])
        expect(read.map(String).toSorted()).toEqual(drawnPairs(option).map(String).toSorted())
        const floor = isLogarithmic ? scale.y.min : -Infinity
        const ends = [...LOOKS.keys()].flatMap((arm) =>
          bandEnds(
            own.filter((row) => row.arm === arm && row.line === 'mean'),
            floor,
          ),
        )
        expect(ends.map(String).toSorted()).toEqual(bandOutlines(option).flat().map(String).toSorted())
        expect(own.every((row) => Number(row['shown from (epochs)']) === (start / 100) * 12)).toBe(true)
        const means = own.filter(({ line }) => line === 'mean')
        expect(
          means.every((row) => Number(row['smoothing of the mean (share of the axis)']) === smoothing),
        ).toBe(true)
      }
      expect(rows.filter(({ line }) => line === 'run').length > 0).toBe(
        around === 'seeds' && curves.some(({ seeds }) => seeds.some(({ x }) => x.length > 0)),
      )
    }),
    { numRuns: 60 },
  )
})

/** The ends of a band where it has an area: beside at least one other place that has one. */
function bandEnds(rows: readonly Record<string, string>[], floor: number): number[][] {
  const places = rows.map((row) => ({
    x: Number(row['place (epochs)']),
    // An empty cell is none at all.
    ends: [row['low (nats)'], row['high (nats)']].map((cell) => (cell === '' ? NaN : Number(cell))),
  }))
  const isThere = (index: number): boolean => places[index]?.ends.every(Number.isFinite) ?? false
  return places.flatMap(({ x, ends }, index) =>
    isThere(index) && (isThere(index - 1) || isThere(index + 1))
      ? ends.map((end) => [x, Math.max(floor, end)])
      : [],
  )
}

test('each single seed’s numbers stand beside its own run', () => {
  const points = (...values: number[]) => Float64Array.from(values)
  const curve = {
    ...{
      arm: 'with BN',
      batchSize: 16,
      learningRate: 0.1,
      runIds: ['a', 'b'],
      x: points(1),
      mean: points(2),
    },
    ...{ n: Int32Array.of(2), low: points(1), high: points(3), min: points(1), max: points(3) },
    final: null,
    diverged: [{ runId: 'b', seed: 8, x: 1, y: 3 }],
    seeds: [
      { runId: 'a', seed: 7, x: points(1, 2), min: points(1, 5), max: points(1.5, 5) },
      { runId: 'b', seed: 8, x: points(1), min: points(3), max: points(3) },
    ],
  }
  const panels = comparedPanels([curve])
  const scale: ComparedScale = {
    ...{ around: 'seeds', isLogarithmic: false, end: 2, zoom: { start: 0, end: 100 }, xName: 'Step' },
    ...{ text: String, y: { min: 0, max: 5, step: 1 }, smoothing: 0 },
  }
  const table = comparedFigureTable(panels, {
    ...{ x: PLACE_COLUMNS.steps, y: { name: 'loss', unit: 'nats' }, scale },
  })
  const rows = parseCsv(figureCsv(table))
  expect(rows.map((row) => [row.line, row.run, row.seed, row['place (steps)'], row['loss (nats)']])).toEqual([
    ['mean', '', '', '1', '2'],
    ['run', 'a', '7', '1', '1'],
    ['run', 'a', '7', '1', '1.5'],
    ['run', 'a', '7', '2', '5'],
    ['run', 'b', '8', '1', '3'],
    ['diverged', 'b', '8', '1', '3'],
  ])
})
