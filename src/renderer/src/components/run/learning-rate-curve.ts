import type { CurveUnit } from '../../../../contract/compare.ts'
import type { ExperimentDetail, RunSummary } from '../../../../contract/host-answers.ts'
import { scaledLearningRate, scheduleFactor } from '../../../../domain/schedule.ts'
import { rangeOf } from '../../charts/nice-range.ts'
import type { DrawnPanel } from '../../charts/draw-curves.ts'
import { axisEnd } from '../../charts/step-axis.ts'

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
  const steps = Array.from({ length: POINTS }, (_, index) =>
    Math.round((index * (run.totalSteps - 1)) / (POINTS - 1)),
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
