import type { CurveUnit } from '../../../../contract/compare.ts'
import type { ExperimentDetail, RunSummary } from '../../../../contract/host-answers.ts'
import { scaledLearningRate, scheduleFactor } from '../../../../domain/schedule.ts'
import { rateText } from '../../../../domain/number-text.ts'
import type { ChartTable } from '../../charts/chart-table.ts'
import { rangeOf } from '../../charts/nice-range.ts'
import type { DrawnPanel } from '../../charts/draw-curves.ts'
import { AXIS_NAMES, axisEnd, placeText } from '../../charts/step-axis.ts'

const POINTS = 400

/** The learning rate over a run as its schedule has it; null where it is the same at every step. */
export function learningRateCurve(
  run: RunSummary,
  { spec }: ExperimentDetail,
  unit: Exclude<CurveUnit, 'seconds'>,
): DrawnPanel | null {
  const { schedule, learningRateRule } = spec
  if (schedule.shape.type === 'constant' && schedule.warmupSteps === 0) return null
  const rate = scaledLearningRate(learningRateRule, run.learningRate, run.batchSize)
  const end = axisEnd(unit, run, undefined)
  const count = Math.min(POINTS, run.totalSteps)
  const steps = Array.from({ length: count }, (_, index) =>
    Math.round((index * (run.totalSteps - 1)) / Math.max(1, count - 1)),
  )
  const points = Float64Array.from(
    steps.flatMap((step) => [
      (step / run.totalSteps) * end,
      rate * scheduleFactor(schedule, step, run.totalSteps, run.stepsPerEpoch),
    ]),
  )
  const range = rangeOf(points, 0, end)
  return {
    ...{ key: 'rate', title: 'Learning rate', end, range, meanRange: range, runs: [] },
    means: [{ arm: run.arm, points, runs: 1, final: points.at(-1)! }],
  }
}

/** The points of that curve: exactly those that are drawn. */
export function learningRateTable({ means }: DrawnPanel, unit: CurveUnit): ChartTable {
  const points = means[0]!.points
  return {
    columns: [
      { title: AXIS_NAMES[unit], text: (place) => placeText(unit, place) },
      { title: 'Learning rate', text: rateText },
    ],
    rows: Array.from({ length: points.length / 2 }, (_, index) => [
      ...points.slice(2 * index, 2 * index + 2),
    ]),
  }
}
