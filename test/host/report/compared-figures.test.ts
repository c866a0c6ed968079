import { expect, test } from 'vitest'
import type { ReportQuestion } from '../../../src/contract/report.ts'
import type { ExperimentRecord } from '../../../src/contract/experiment-record.ts'
import { differenceFigure } from '../../../src/host/report/difference-figure.ts'
import { finalFigure } from '../../../src/host/report/final-figure.ts'
import { gapFigure } from '../../../src/host/report/gap-figure.ts'
import { reportContext } from '../../../src/host/report/report-context.ts'
import { stabilityFigure } from '../../../src/host/report/stability-figure.ts'
import { targetFigure } from '../../../src/host/report/target-figure.ts'
import { rowsOf, subjectOf, svgOf, trainedRecord, withHigherRate } from './page.ts'

const asked = (record: ExperimentRecord, question: Partial<ReportQuestion> = {}) =>
  reportContext(subjectOf(record, question))

/** Losses of 0.40, 0.39 … of the first arm and a tenth less of the second, whose third seed diverges at batch size 64. */
const lost = () =>
  trainedRecord(['none', 'batch'], [16, 64], [1, 2, 3], (arm, batchSize, seed) => {
    const running = { loss: (arm === 'none' ? 0.41 : 0.31) - seed / 100, accuracy: 0.8 }
    const isDiverged = arm === 'batch' && batchSize === 64 && seed === 3
    const result = {
      running: isDiverged ? { loss: NaN, accuracy: 0.1 } : running,
      precise: null,
      batch: null,
    }
    return {
      outcome: isDiverged ? 'diverged' : 'done',
      result: { ...result, confusion: [] },
    }
  })

test('of the test loss, the figures of final results and differences are in nats, and a diverged run has none', () => {
  const context = asked(lost(), { metric: 'test loss' })
  const final = finalFigure(context)!
  expect(final.title).toBe('Final test loss against batch size')
  expect(rowsOf(final)).toContain('16 none 1 0.4000 done')
  expect(rowsOf(final)).toContain('64 batch 3 – diverged')
  expect(final.note).toMatch(/1 run diverged and has no final loss/)
  expect(final.label).not.toMatch(/%/)
  const difference = differenceFigure(context)!
  expect(rowsOf(difference)).toContain('16 batch 1 −0.1000')
  expect(rowsOf(difference).filter((row) => row.startsWith('64 batch'))).toHaveLength(2)
  expect(difference.note).toMatch(/final test loss .* Below the zero line the arm is better than none/)
  expect(svgOf(difference)).toMatch(/Difference, nats/)
})

test('an interval of two pairs leaves the axis to the others, and the note says so', () => {
  const accuracyOf = (arm: string, batchSize: number, seed: number) =>
    arm === 'none' ? 0.8 : 0.82 + (batchSize === 64 ? 0.02 : 0.001) * (seed % 2)
  const record = trainedRecord(['none', 'batch'], [16, 64], [1, 2, 3, 4], (...run) => ({
    accuracy: accuracyOf(...run),
  }))
  expect(differenceFigure(asked(record))!.note).not.toMatch(/beyond/)
  const runs = record.runs.filter(({ batchSize, seed }) => batchSize === 16 || seed < 3)
  const figure = differenceFigure(asked({ ...record, runs }))!
  expect(figure.note).toMatch(/Some intervals reach beyond the axis\.$/)
  const svg = svgOf(figure)
  const ticks = [...svg.matchAll(/>([+−]?\d+(?:\.\d+)?)<\/text>/g)].map(([, tick]) => tick)
  expect(ticks).toContain('+4')
  expect(ticks).not.toContain('+10')
  // Both ends of the bar are arrows at the edges of the plot, not somewhere outside the drawing.
  const [, height] = /viewBox="0 0 [\d.]+ ([\d.]+)"/.exec(svg)!
  const bars = [...svg.matchAll(/<path d="([^"]+)"[^>]*stroke="var\(--arm-batch\)" stroke-width="1.4"/g)]
  expect(bars).toHaveLength(2)
  for (const [, path] of bars)
    for (const [, y] of path!.matchAll(/[ML][\d.]+ ([-\d.]+)/g)) {
      expect(Number(y)).toBeGreaterThanOrEqual(0)
      expect(Number(y)).toBeLessThanOrEqual(Number(height))
    }
})

test('steps to a target are of the runs that reached it, and it is said how many did', () => {
  const record = trainedRecord(['none', 'batch'], [16, 64], [1, 2, 3], (arm, batchSize, seed) => {
    const isLate = arm === 'none' && (batchSize === 64 || seed > 1)
    const step = arm === 'none' ? 120 : 40
    return { targetReached: isLate ? null : { accuracy: 0.8, step, examples: 16 * step, seconds: 1 } }
  })
  expect(targetFigure(asked(record))).toBeNull()
  const aimed = { ...record, spec: { ...record.spec, targetAccuracy: 0.8 } }
  const figure = targetFigure(asked(aimed))!
  expect(figure.title).toBe('Steps to a test accuracy of 80 % against batch size')
  expect(rowsOf(figure)).toEqual([
    ...['16 none 1 120 done', '16 none 2 not reached done', '16 none 3 not reached done'],
    ...['16 batch 1 40 done', '16 batch 2 40 done', '16 batch 3 40 done'],
    ...['64 none 1 not reached done', '64 none 2 not reached done', '64 none 3 not reached done'],
    ...['64 batch 1 40 done', '64 batch 2 40 done', '64 batch 3 40 done'],
  ])
  expect(svgOf(figure)).toMatch(/>1\/3<[^]*>0\/3</)
  expect(figure.label).toMatch(/Batch size 16, none: 120 steps \(1 of 3 seeds\)/)
  expect(figure.note).toMatch(/7 of 12 runs reached it/)
})

test('a stability map has a cell for every learning rate and batch size, its shade, and how many seeds diverged', () => {
  const record = trainedRecord(['none', 'batch'], [16, 64], [1, 2, 3])
  expect(stabilityFigure(asked(record))).toBeNull()
  const several = withHigherRate(record)
  const runs = several.runs.map((run) =>
    run.arm === 'none' && run.learningRate === 0.5 && run.seed > 1
      ? {
          ...run,
          outcome: 'diverged' as const,
          result: { ...run.result!, running: { loss: NaN, accuracy: 0.1 } },
        }
      : run,
  )
  const figure = stabilityFigure(asked({ ...several, runs }))!
  expect(figure.panels).toHaveLength(2)
  const [none, batch] = figure.panels.map(({ svg }) => svg.text)
  expect(none!.match(/>× 2\/3</g)).toHaveLength(2)
  expect(batch).not.toMatch(/×/)
  // 80.2, 10 and 10 % are the worst; 85.4, 85.8 and 86.2 % the best.
  expect(rowsOf(figure)).toContain('16 0.5 none 3 33.40 2 of 3')
  expect(rowsOf(figure)).toContain('64 0.5 batch 3 85.80 0 of 3')
  const opacities = (svg: string) =>
    [...svg.matchAll(/fill-opacity="([\d.]+)"/g)].map(([, value]) => Number(value))
  expect(Math.min(...opacities(none!))).toBeCloseTo(0.05, 6)
  expect(new Set(opacities(batch!))).toEqual(new Set([0.55]))
  const ofLoss = stabilityFigure(asked({ ...several, runs }, { metric: 'test loss' }))!
  expect(rowsOf(ofLoss)).toContain('16 0.5 none 1 0.2500 2 of 3')
})

test('the gap is of test and training accuracy at the last evaluation', () => {
  const record = trainedRecord(['none', 'batch'], [16], [1, 2, 3], (arm, _, seed) => ({
    evaluations: [0.5, 0.9].map((accuracy, epoch) => ({
      ...{ step: 40 * (epoch + 1), epoch: epoch + 1, validation: null },
      test: { loss: 1, accuracy },
      train: arm === 'batch' && seed === 3 ? null : { loss: 1, accuracy: accuracy + 0.01 * seed },
    })),
  }))
  const figure = gapFigure(asked(record))!
  expect(rowsOf(figure).slice(0, 3)).toEqual([
    '16 none 1 −1.00 done',
    '16 none 2 −2.00 done',
    '16 none 3 −3.00 done',
  ])
  expect(rowsOf(figure).at(-1)).toBe('16 batch 3 – done')
  expect(figure.note).toMatch(/Hollow: some of the runs have no such evaluation/)
  expect(gapFigure(asked(trainedRecord(['none', 'batch'], [16], [1])))).toBeNull()
  // One that is under way would show a gap of another moment.
  const [first, ...others] = record.runs
  const open = gapFigure(asked({ ...record, runs: [{ ...first!, outcome: 'unfinished' }, ...others] }))!
  expect(rowsOf(open)[0]).toMatch(/– unfinished$/)
})
