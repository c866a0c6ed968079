import fc from 'fast-check'
import { expect, test } from 'vitest'
import { figureCsv } from '../../../src/renderer/src/charts/figure-csv.ts'
import { pointsFigureTable } from '../../../src/renderer/src/charts/points-figure-table.ts'
import { pointsOption } from '../../../src/renderer/src/charts/points-option.ts'
import { seriesOf } from './drawn-numbers.ts'
import { parseCsv } from './parse-csv.ts'
import { PLACES, pointGroups, pointScale } from './placed-points.ts'

test('the CSV of means over batch sizes has exactly the means, intervals and single runs that the chart draws', () => {
  fc.assert(
    fc.property(
      fc.array(pointGroups, { minLength: 1, maxLength: 2 }),
      fc.boolean(),
      (drawn, isLogarithmic) => {
        const scale = pointScale(isLogarithmic)
        const panels = drawn.map((groups, index) => ({
          ...{ title: `Panel ${index}`, learningRate: 0.1 * (index + 1), groups, scale },
        }))
        const table = pointsFigureTable(panels, { name: 'loss', unit: 'nats' })
        const rows = parseCsv(figureCsv(table))
        let count = 0
        for (const { title, groups } of panels) {
          const series = new Map(
            seriesOf(pointsOption(groups, scale)).map((own) => [own.id, own.data as unknown]),
          )
          for (const { id } of groups) {
            const own = rows.filter((row) => row.panel === title && row.arm === id)
            const means = own.filter(({ point }) => point === 'mean')
            const runs = own.filter(({ point }) => point === 'run')
            for (const [line, own] of Object.entries({ means, runs })) {
              const data = series.get(`${line} ${id}`) as { value: number[] }[]
              expect(cells(own)).toEqual(data.map(({ value: [x, y] }) => [sizeAt(x!), y]))
            }
            const floor = isLogarithmic ? scale.y.min : -Infinity
            const ends = means
              .filter((row) => row['low (nats)'] !== '')
              .map((row) =>
                [row['low (nats)'], row['high (nats)']].map((end) => Math.max(floor, Number(end))),
              )
            expect(ends).toEqual((series.get(`intervals ${id}`) as number[][]).map(([, ...both]) => both))
            count += means.length + runs.length
          }
        }
        expect(rows).toHaveLength(count)
      },
    ),
    { numRuns: 60 },
  )
})

/** What stands beside a place: each group is a little beside it, and each dot a little beside its group. */
function sizeAt(x: number): number {
  return Number(PLACES[Math.round(x)])
}

function cells(rows: readonly Record<string, string>[]): number[][] {
  return rows.map((row) => [Number(row['batch size']), Number(row['loss (nats)'])])
}
