import { mostDrawnLoss } from '../../domain/most-drawn-loss.ts'
import type { CellCurves } from './curve-figure.ts'
import { curveValues } from './curve-values.ts'
import type { ReportContext } from './report-context.ts'
import { percentScale, positiveScale, type Scale } from './scale.ts'

/** Spans the means, their intervals as far as half above, and the runs drawn singly, up to ten times an even guess. */
export function lossScale({ record }: ReportContext, cells: readonly CellCurves[]): Scale {
  const { means, singles } = curveValues(cells)
  const values = [...means.map(({ y }) => y), ...singles]
  const high = Math.max(...values)
  const highest = Math.max(high, ...means.map(({ interval }) => interval?.high ?? 0))
  const most = mostDrawnLoss(record.dataset.classes)
  return positiveScale(Math.min(most / 2, ...values), Math.min(most, highest, 1.5 * high))
}

/** Spans the means in percent with their intervals, and the runs drawn singly. */
export function accuracyScale(cells: readonly CellCurves[]): Scale {
  const { means, singles } = curveValues(cells)
  const ends = means.flatMap(({ interval }) => (interval === null ? [] : [interval.low, interval.high]))
  return percentScale([...means.map(({ y }) => y), ...ends, ...singles])
}
