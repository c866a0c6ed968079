import fc from 'fast-check'
import { expect, test } from 'vitest'
import { curveFigure } from '../../../src/renderer/src/charts/curve-figure.ts'
import { figureCsv } from '../../../src/renderer/src/charts/figure-csv.ts'
import type { Figure } from '../../../src/renderer/src/charts/figure.ts'
import { drawnPairs } from './drawn-numbers.ts'
import { drawnPanels, lossLook, type LossRun } from './drawn-panels.ts'
import { parseCsv } from './parse-csv.ts'

const value = fc.oneof(
  { weight: 9, arbitrary: fc.float({ noNaN: true, min: 0, max: 5 }) },
  { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, 0, -0, 1e-38) },
)
const run: fc.Arbitrary<LossRun> = fc.record({
  arm: fc.constantFrom('without BN', 'with BN'),
  status: fc.constantFrom('done' as const, 'diverged' as const),
  losses: fc.array(value, { minLength: 2, maxLength: 60 }),
})
const page = fc.record({
  panels: fc.array(fc.array(run, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }),
  columns: fc.integer({ min: 1, max: 80 }),
  smoothing: fc.constantFrom(0, 0.1),
  isLogarithmic: fc.boolean(),
  start: fc.integer({ min: 0, max: 60 }),
})

function numbersOf({ option }: Figure['panels'][number]): string[] {
  return drawnPairs(option).map(String)
}

test('the CSV, read back, has exactly the numbers that the chart draws, with its window and smoothing', () => {
  fc.assert(
    fc.property(page, ({ panels, columns, smoothing, isLogarithmic, start }) => {
      const zoom = { start, end: 100 }
      const drawn = drawnPanels(
        panels.map((runs, index) => ({ batchSize: 16 * (index + 1), runs })),
        { zoom, columns, smoothing },
      )
      const figure = curveFigure(drawn, {
        ...{ ...lossLook({ isLogarithmic, zoom }), smoothing, note: '', across: 2 },
        ...{ source: [{ id: 'e', name: 'E' }], panel: { width: 300, height: 200 } },
      })
      const rows = parseCsv(figureCsv(figure.table))
      for (const [index, panel] of figure.panels.entries()) {
        const own = rows.filter((row) => row.panel === panel.title)
        const read = own.map((row) =>
          [row['place (epochs)'], row['training loss (nats)']].map(Number).map(String).join(','),
        )
        expect(read.toSorted()).toEqual(numbersOf(panel).toSorted())
        const { end } = drawn[index]!
        expect(own.every((row) => Number(row['shown from (epochs)']) === (start / 100) * end)).toBe(true)
        const means = own.filter(({ line }) => line === 'mean')
        expect(
          means.every((row) => Number(row['smoothing of the mean (share of the axis)']) === smoothing),
        ).toBe(true)
      }
      expect(rows).toHaveLength(figure.panels.flatMap(numbersOf).length)
    }),
    { numRuns: 60 },
  )
})

test('each run’s numbers stand beside its own id', () => {
  const runs: LossRun[] = [
    { arm: 'with BN', status: 'done', losses: [1, 2] },
    { arm: 'without BN', status: 'diverged', losses: [3, 4, NaN] },
    { arm: 'with BN', status: 'done', losses: [5, 6] },
  ]
  const zoom = { start: 0, end: 100 }
  const drawn = drawnPanels([{ batchSize: 16, runs }], { zoom, columns: 100, smoothing: 0 })
  const figure = curveFigure(drawn, {
    ...{ ...lossLook(), note: '', across: 1, source: [] },
    panel: { width: 300, height: 200 },
  })
  const rows = parseCsv(figureCsv(figure.table))
  const valuesOf = (line: string, id: string): string[] =>
    rows.filter((row) => row.line === line && row.run === id).map((row) => row['training loss (nats)']!)
  expect(valuesOf('run', 'run-16-0')).toEqual(['1', '2'])
  expect(valuesOf('run', 'run-16-1')).toEqual(['3', '4', 'NaN'])
  expect(valuesOf('run', 'run-16-2')).toEqual(['5', '6'])
  expect(valuesOf('diverged', 'run-16-1')).toEqual(['3'])
})

test('text is quoted where it must be, and no name is a formula', () => {
  const csv = figureCsv({
    columns: [
      { name: 'arm', unit: null },
      { name: 'loss', unit: 'nats' },
    ],
    rows: [
      ['a "b", c', 1e-7],
      ['=HYPERLINK(1)', null],
      ['−γ ≤ 1', -0],
    ],
  })
  expect(csv).toBe('arm,loss (nats)\r\n"a ""b"", c",1e-7\r\n\'=HYPERLINK(1),\r\n−γ ≤ 1,-0\r\n')
})
