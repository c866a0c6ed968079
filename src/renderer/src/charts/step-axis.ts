import { numberText } from '../../../domain/number-text.ts'
import { durationText } from '../../../domain/duration-text.ts'
import type { CurveUnit } from '../../../contract/compare.ts'
import type { LiveSeries } from '../stores/live-series.ts'

/** What of a run says how far a step is along the axis. */
export type AxisRun = { stepsPerEpoch: number; totalSteps: number; batchSize: number }

/** What a curve is drawn against. */
export const AXIS_NAMES: Record<CurveUnit, string> = {
  epochs: 'Epoch',
  steps: 'Step',
  examples: 'Images seen',
  seconds: 'Seconds trained',
}

/** Where the begin of a step is on the axis; for seconds, where it had ended. */
export function positionOf(unit: CurveUnit, run: AxisRun, series: LiveSeries): (index: number) => number {
  const { steps } = series
  switch (unit) {
    case 'steps':
      return (index) => steps[index]!
    case 'epochs':
      return (index) => steps[index]! / run.stepsPerEpoch
    case 'examples':
      return (index) => steps[index]! * run.batchSize
    case 'seconds': {
      const { last } = series.of('seconds')
      return (index) => last[index]!
    }
  }
}

/** Where the axis ends: with the run's budget, so that nothing moves while it trains; for seconds, with what is known. */
export function axisEnd(unit: CurveUnit, run: AxisRun, series: LiveSeries | undefined): number {
  switch (unit) {
    case 'steps':
      return run.totalSteps
    case 'epochs':
      return run.totalSteps / run.stepsPerEpoch
    case 'examples':
      return run.totalSteps * run.batchSize
    case 'seconds':
      return series === undefined || series.length === 0 ? 0 : series.of('seconds').last[series.length - 1]!
  }
}

/** A place on the axis in words: “epoch 2.35”, “step 1,200”. */
export function placeText(unit: CurveUnit, position: number): string {
  switch (unit) {
    case 'epochs':
      return `epoch ${position.toFixed(2)}`
    case 'steps':
      return `step ${numberText(Math.round(position))}`
    case 'examples':
      return `${numberText(Math.round(position))} images`
    case 'seconds':
      return durationText(position)
  }
}
