import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CompareCell, CompareRun } from '../../../src/contract/compare.ts'
import { sampleOf } from '../../../src/domain/result-summary.ts'
import { summarizeSample } from '../../../src/domain/statistics.ts'
import { compareCells, type ShownRun } from '../../../src/host/compare/cells.ts'
import { figureCsv } from '../../../src/renderer/src/charts/figure-csv.ts'
import { pointsFigureTable } from '../../../src/renderer/src/charts/points-figure-table.ts'
import {
  cellGroups,
  comparedFinal,
  runDots,
  sizesOf,
  type CellValue,
} from '../../../src/renderer/src/components/compare/cell-groups.ts'
import { targetValues } from '../../../src/renderer/src/components/compare/target-values.ts'
import { LOOKS } from '../charts/compared-curves.ts'
import { parseCsv } from '../charts/parse-csv.ts'

const ARMS = [...LOOKS.keys()]
const ENDS: Pick<CompareRun, 'status' | 'outcome'>[] = [
  { status: 'done', outcome: 'done' },
  { status: 'done', outcome: 'did not learn' },
  { status: 'diverged', outcome: 'diverged' },
  { status: 'stopped', outcome: null },
  { status: 'running', outcome: null },
]
const final = fc.oneof(
  { weight: 5, arbitrary: fc.double({ noNaN: true, min: 0, max: 1 }) },
  { weight: 1, arbitrary: fc.constantFrom(null, NaN, Infinity, 5000) },
)
const run = fc.record({
  ...{ arm: fc.constantFrom(...ARMS), batchSize: fc.constantFrom(16, 64), end: fc.constantFrom(...ENDS) },
  ...{ finalTestAccuracy: final, finalTestLoss: final },
  target: fc.option(
    fc.record({ steps: fc.nat(), examples: fc.nat(), seconds: fc.double({ noNaN: true, min: 0, max: 1e4 }) }),
  ),
})
const runs: fc.Arbitrary<ShownRun[]> = fc.array(run, { minLength: 1, maxLength: 20 }).map((made) =>
  made.map(({ end, ...facts }, index) => {
    const shown: CompareRun = {
      ...{ ...facts, ...end, id: `run ${index}`, experimentId: 'e', learningRate: 0.1, seed: index },
      ...{ stepsDone: 40, totalSteps: 40, dataset: 'bars', evaluation: null, modes: null },
    }
    const ended = { outcome: end.outcome ?? ('unfinished' as const), stepsToTarget: null }
    return { shown, compared: { ...shown, ...ended, pairKey: String(index), secondsTrained: 1 } }
  }),
)

/** In the drawing and its CSV: as many runs a point as its N says, and the mean is theirs. */
function expectDotsOfMeans(cells: readonly CompareCell[], value: CellValue): void {
  const sizes = sizesOf(cells)
  const groups = cellGroups(cells, sizes, LOOKS, value)
  const scale = { places: sizes.map(String), isLogarithmic: false }
  const table = pointsFigureTable([{ title: '', learningRate: 0.1, groups, scale }], {
    ...{ name: 'value', unit: 'nats' },
  })
  const rows = parseCsv(figureCsv(table))
  for (const mean of rows.filter(({ point }) => point === 'mean')) {
    const own = rows.filter(
      (row) => row.point === 'run' && row.arm === mean.arm && row['batch size'] === mean['batch size'],
    )
    expect(own).toHaveLength(Number(mean.N))
    expect(summarizeSample(own.map((row) => Number(row['value (nats)']))).mean).toBe(
      Number(mean['value (nats)']),
    )
  }
}

test('the dots beside a mean are exactly the runs that it is over', () => {
  fc.assert(
    fc.property(runs, (all) => {
      const shown = all.map((one) => one.shown)
      const cells = compareCells(all, ARMS, [])
      for (const metric of ['test accuracy', 'test loss'] as const) {
        expectDotsOfMeans(cells, {
          text: String,
          sampleOf: (cell) => sampleOf(cell, metric),
          dotsOf: (cell) => runDots(shown, cell, (one) => comparedFinal(one, metric)),
        })
      }
      for (const value of Object.values(targetValues(shown))) expectDotsOfMeans(cells, value)
    }),
  )
})
