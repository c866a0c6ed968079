import { numberText } from '../../../domain/number-text.ts'
import { axisText, type CurveMetric } from './curve-metrics.ts'
import type { CurveSettings } from './curve-settings.ts'
import type { DrawnPanel } from './draw-curves.ts'
import { niceRange, unionOf, type Range } from './nice-range.ts'

/** A loss so many times that of an even guess is beyond the axis: a run that climbs without end leaves room for the rest. */
const MOST_GUESSES = 10

/** The vertical axis that the panels of a metric share. */
export function rowRange(
  metric: CurveMetric,
  drawn: readonly DrawnPanel[],
  { isLogarithmic, fit }: CurveSettings,
  classes: number,
): Range {
  const range = unionOf(drawn.map((panel) => (fit === 'means' ? panel.meanRange : panel.range)))
  if (metric.isShare) return shareRange(range)
  const isLoss = metric.id === 'loss' || metric.id === 'testLoss'
  const most = isLoss ? MOST_GUESSES * Math.log(classes) : Infinity
  return niceRange({ min: range.min, max: Math.min(most, range.max) }, isLogarithmic)
}

/** From the tenth below the least share; one that is all near 1 from the twentieth below it. */
function shareRange({ min }: Range): Range {
  if (!Number.isFinite(min)) return { min: 0, max: 1 }
  const unit = min > 0.9 ? 0.02 : 0.1
  return { min: Math.max(0, Number((Math.floor(min / unit - 1e-9) * unit).toFixed(2))), max: 1 }
}

/** What was done to the numbers of a metric, and what its panels can't show. */
export function curveNote(
  metric: CurveMetric,
  drawn: readonly DrawnPanel[],
  settings: CurveSettings,
  range: Range,
): string {
  const isOfTraining = 'metric' in metric.of
  const isBeyond = drawn.some(({ range: own }) => own.max > range.max || own.min < range.min)
  const isCrossed = drawn.some(({ runs }) => runs.some(({ divergedAt }) => divergedAt !== null))
  return [
    ...(isOfTraining && settings.smoothing > 0
      ? [
          `Smoothed: each point of a thick line is the mean over ${numberText(100 * settings.smoothing)} % of the axis.`,
        ]
      : []),
    ...(settings.isLogarithmic && !metric.isShare ? ['Logarithmic axis.'] : []),
    ...(isBeyond
      ? [
          `Some values lie beyond the axis, which shows ${axisText(metric, range.min)} to ${axisText(metric, range.max)}.`,
        ]
      : []),
    ...(isCrossed ? ['A cross marks the last number of a run that diverged.'] : []),
  ].join(' ')
}
