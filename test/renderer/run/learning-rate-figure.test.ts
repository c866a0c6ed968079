import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ExperimentDetail, RunSummary } from '../../../src/contract/host-answers.ts'
import { armLooks } from '../../../src/domain/arm-look.ts'
import { SpecSchema } from '../../../src/domain/spec.ts'
import { curveOption } from '../../../src/renderer/src/charts/curve-option.ts'
import { figureCsv } from '../../../src/renderer/src/charts/figure-csv.ts'
import { spanOf } from '../../../src/renderer/src/charts/nice-range.ts'
import {
  learningRateCurve,
  learningRateTable,
} from '../../../src/renderer/src/components/run/learning-rate-curve.ts'
import { learningRateFigure } from '../../../src/renderer/src/components/run/learning-rate-figure.ts'
import { tinySpec } from '../../host/tiny-spec.ts'
import { drawnPairs } from '../charts/drawn-numbers.ts'
import { parseCsv } from '../charts/parse-csv.ts'

const unit = fc.constantFrom('epochs' as const, 'steps' as const, 'examples' as const)

test('the CSV and the table of a learning rate have exactly the points that are drawn, and the part that is shown', () => {
  fc.assert(
    fc.property(
      unit,
      fc.integer({ min: 0, max: 90 }),
      fc.integer({ min: 1, max: 40 }),
      (of, start, warmupSteps) => {
        const spec = SpecSchema.parse({
          ...tinySpec,
          schedule: { shape: { type: 'cosine' }, warmupSteps },
        })
        const experiment = { id: 'e', name: 'E', spec } as ExperimentDetail
        const run = {
          ...{ id: 'r', arm: 'batch', batchSize: 16, seed: 1, learningRate: 0.05 },
          ...{ totalSteps: 80, stepsPerEpoch: 20 },
        } as RunSummary
        const drawn = learningRateCurve(run, experiment, of)!
        const zoom = { start, end: 100 }
        const scale = {
          xName: 'Epoch',
          y: spanOf({ min: 0, max: 0.05 }),
          ...{ zoom, smoothing: 0 },
          isLogarithmic: false,
          text: String,
        }
        const option = curveOption(drawn, scale, { looks: armLooks(spec.arms), hasMarkers: false })
        const size = { width: 300, height: 200 }
        const figure = learningRateFigure(run, experiment, { option, unit: of, end: drawn.end, zoom, size })
        const rows = parseCsv(figureCsv(figure.table))
        const x = figure.table.columns[0]!.unit!
        const read = rows.map((row) => [Number(row[`place (${x})`]), Number(row['learning rate'])])
        expect(read).toEqual(drawnPairs(option))
        expect(learningRateTable(drawn, of).rows).toEqual(drawnPairs(option))
        expect(read.length).toBeGreaterThan(1)
        expect(rows.every((row) => Number(row[`shown from (${x})`]) === (start / 100) * drawn.end)).toBe(true)
      },
    ),
    { numRuns: 20 },
  )
})
