import type { CurveUnit } from '../../../contract/compare.ts'
import { mostDrawnLoss } from '../../../domain/most-drawn-loss.ts'
import { numberText } from '../../../domain/number-text.ts'
import { axisText, type CurveMetric } from './curve-metrics.ts'
import { isWhole, type CurveSettings, type Zoom } from './curve-settings.ts'
import type { DrawnPanel } from './draw-curves.ts'
import { niceRange, unionOf, type Range } from './nice-range.ts'
import { placeText } from './step-axis.ts'

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
  const most = isLoss ? mostDrawnLoss(classes) : Infinity
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
  { smoothing, isLogarithmic }: CurveSettings,
  range: Range,
): string {
  return drawingNotes(metric, range, {
    ...{ smoothing: 'metric' in metric.of ? smoothing : 0, isLogarithmic },
    isBeyond: drawn.some(({ range: own }) => reachesBeyond(own, range)),
    isCrossed: drawn.some(({ runs }) => runs.some(({ divergedAt }) => divergedAt !== null)),
  }).join(' ')
}

/** Whether an axis of this range has no room for all of these values. */
export function reachesBeyond(own: Range, axis: Range): boolean {
  return own.max > axis.max || own.min < axis.min
}

type Drawing = { smoothing: number; isLogarithmic: boolean; isBeyond: boolean; isCrossed: boolean }

/** The same of any drawing of curves, in sentences. */
export function drawingNotes(
  metric: Pick<CurveMetric, 'isShare'>,
  axis: Range,
  { smoothing, isLogarithmic, isBeyond, isCrossed }: Drawing,
): string[] {
  const ends = [axis.min, axis.max].map((value) => axisText(metric, value)).join(' to ')
  return [
    ...(smoothing > 0
      ? [`Smoothed: each point of a mean is taken over ${numberText(100 * smoothing)} % of the axis.`]
      : []),
    ...(isLogarithmic && !metric.isShare ? ['Logarithmic axis.'] : []),
    ...(isBeyond ? [`Some values lie beyond the axis, which shows ${ends}.`] : []),
    ...(isCrossed ? ['A cross marks the last number of a run that diverged.'] : []),
  ]
}

/**
 * Which part of the axis is shown, in a sentence; nothing where all of it is.
 * @param end of the axis, in its unit; null where the panels end at several
 */
export function shownPartText(zoom: Zoom, unit: CurveUnit, end: number | null): string {
  if (isWhole(zoom)) return ''
  const places = [zoom.start, zoom.end]
  return end === null
    ? `Shown: ${places.map((place) => numberText(place)).join(' to ')} % of the axis.`
    : `Shown: ${places.map((place) => placeText(unit, (place / 100) * end)).join(' to ')}.`
}
