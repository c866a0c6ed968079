import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CompareCell } from '../../../src/contract/compare.ts'
import type { SampleSummary } from '../../../src/domain/statistics.ts'
import { figureCsv } from '../../../src/renderer/src/charts/figure-csv.ts'
import {
  stabilityCount,
  stabilityMaps,
  stabilityTable,
} from '../../../src/renderer/src/components/compare/stability-maps.ts'
import { parseCsv } from '../charts/parse-csv.ts'

const ARMS = ['none', 'batch'].map((label) => ({
  ...{ label, experimentId: 'e', name: label, reference: label, normalization: label },
}))
const SIZES = [16, 64]
const RATES = [0.01, 0.1, 1]
const grid = ARMS.flatMap(({ label: arm }) =>
  SIZES.flatMap((batchSize) => RATES.map((learningRate) => ({ arm, batchSize, learningRate }))),
)
const result = fc.record({
  mean: fc.option(fc.double({ noNaN: true, min: 0, max: 1 })),
  n: fc.integer({ min: 1, max: 5 }),
  diverged: fc.integer({ min: 0, max: 5 }),
})
const cells = fc.array(fc.option(result), { minLength: grid.length, maxLength: grid.length })

function cellOf(
  place: (typeof grid)[number],
  { mean, n, diverged }: { mean: number | null; n: number; diverged: number },
): CompareCell {
  const sample: SampleSummary = { n, mean, deviation: null, interval: null }
  return {
    ...{ ...place, runIds: ['a', 'b', 'c', 'd', 'e'], diverged: diverged / 5, isBest: false },
    ...{ accuracy: sample, loss: sample, gap: sample, modeGap: null },
    ...{ stepsToTarget: sample, examplesToTarget: sample, secondsToTarget: sample },
  }
}

test('the CSV of stability maps has exactly the cells that they draw, with their shades and what diverged', () => {
  fc.assert(
    fc.property(cells, fc.constantFrom('test accuracy' as const, 'test loss' as const), (results, metric) => {
      const all = grid.flatMap((place, index) => {
        const own = results[index]
        return own ? [cellOf(place, own)] : []
      })
      const summary = { cells: all, arms: ARMS, metric }
      const maps = stabilityMaps(summary)
      const rows = parseCsv(figureCsv(stabilityTable(maps, summary)))
      expect(rows).toHaveLength(all.length)
      const value =
        metric === 'test accuracy' ? 'final test accuracy (share, 0 to 1)' : 'final test loss (nats)'
      for (const { arm, option } of maps) {
        const [series] = option.series as [{ data: DrawnCell[]; label: Label }]
        const [sizes, rates] = [option.xAxis, option.yAxis].map((axis) => (axis as { data: string[] }).data)
        const own = rows.filter((row) => row.panel === arm)
        const read = own.map((row) => [
          row['batch size'],
          row['learning rate'],
          row['shade (0 worst, 1 best)'],
        ])
        expect(read).toEqual(
          series.data.map((drawn) => {
            const [column, row, shade] = Array.isArray(drawn) ? drawn : drawn.value
            return [sizes![column!], rates![row!], isEmpty(drawn) ? '' : String(shade)]
          }),
        )
        for (const [dataIndex, row] of own.entries()) {
          const text = series.label.formatter({ dataIndex })
          const [written = '', number = ''] = [/^[\d.]+/.exec(text)?.[0], row[value]]
          const shown = metric === 'test accuracy' ? 100 * Number(number) : Number(number)
          expect(number === '').toBe(text.startsWith('no result'))
          expect(isEmpty(series.data[dataIndex]!)).toBe(number === '')
          if (number !== '') expect(Math.abs(Number(written) - shown)).toBeLessThan(0.0051)
          const diverged = Number(row['diverged (share of the runs)'])
          expect(text.includes(`× ${Math.round(5 * diverged)}/5`)).toBe(diverged > 0)
        }
      }
    }),
  )
})

test('N is said of the cells that have a result', () => {
  fc.assert(
    fc.property(cells, (results) => {
      const all = grid.flatMap((place, index) => {
        const own = results[index]
        return own ? [cellOf(place, own)] : []
      })
      const shown = all.flatMap(({ accuracy: { mean, n } }) => (mean === null ? [] : n))
      const said = stabilityCount(stabilityMaps({ cells: all, arms: ARMS, metric: 'test accuracy' }))
      const range = [...new Set([Math.min(...shown), Math.max(...shown)])].join(' to ')
      expect(said).toBe(shown.length === 0 ? '' : `N = ${range} runs a cell.`)
    }),
  )
})

/** Without a fill and without a shade of the scale. */
function isEmpty(drawn: DrawnCell): boolean {
  return !Array.isArray(drawn) && !drawn.visualMap && drawn.itemStyle.color === 'transparent'
}

type DrawnCell = number[] | { value: number[]; visualMap: boolean; itemStyle: { color: string } }
type Label = { formatter: (of: { dataIndex: number }) => string }
