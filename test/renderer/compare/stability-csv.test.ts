import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CompareCell } from '../../../src/contract/compare.ts'
import type { SampleSummary } from '../../../src/domain/statistics.ts'
import { figureCsv } from '../../../src/renderer/src/charts/figure-csv.ts'
import { stabilityMaps, stabilityTable } from '../../../src/renderer/src/components/compare/stability-maps.ts'
import { parseCsv } from '../charts/parse-csv.ts'

const ARMS = ['none', 'batch'].map((label) => ({
  ...{ label, experimentId: 'e', name: label, normalization: label },
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
        const [series] = option.series as [{ data: number[][]; label: Label }]
        const [sizes, rates] = [option.xAxis, option.yAxis].map((axis) => (axis as { data: string[] }).data)
        const own = rows.filter((row) => row.panel === arm)
        const read = own.map((row) => [
          row['batch size'],
          row['learning rate'],
          Number(row['shade (0 worst, 1 best)']),
        ])
        expect(read).toEqual(
          series.data.map(([column, row, shade]) => [sizes![column!], rates![row!], shade]),
        )
        for (const [dataIndex, row] of own.entries()) {
          const text = series.label.formatter({ dataIndex })
          const [written = '', number = ''] = [/^[\d.]+/.exec(text)?.[0], row[value]]
          const shown = metric === 'test accuracy' ? 100 * Number(number) : Number(number)
          expect(number === '').toBe(text.startsWith('no result'))
          if (number !== '') expect(Math.abs(Number(written) - shown)).toBeLessThan(0.0051)
          const diverged = Number(row['diverged (share of the runs)'])
          expect(text.includes(`${Math.round(5 * diverged)} of 5 diverged`)).toBe(diverged > 0)
        }
      }
    }),
  )
})

type Label = { formatter: (of: { dataIndex: number }) => string }
