import { mostDrawnLoss } from '../../domain/most-drawn-loss.ts'
import type { CellCurves } from './curve-figure.ts'
import type { Figure } from './figure.ts'
import type { ReportContext } from './report-context.ts'
import { positiveScale, type Scale } from './scale.ts'
import { stepFigure, stepValues } from './step-figure.ts'

/** Training loss against the epoch; null where no run has a step. */
export function lossFigure(context: ReportContext): Figure | null {
  return stepFigure(context, {
    ...{ id: 'loss', title: 'Training loss against epoch', name: 'Loss, nats' },
    valuesOf: ({ series }) => series.loss,
    scaleOf,
    text: (value) => value.toFixed(4),
    ...{ one: 'loss', many: 'Losses', unit: ' nats' },
    when: 'The loss is that of each batch before its update.',
  })
}

/** Spans the means, their intervals as far as half above, and the runs drawn singly, up to ten times an even guess. */
function scaleOf({ record }: ReportContext, cells: readonly CellCurves[]): Scale {
  const { means, singles } = stepValues(cells)
  const values = [...means.map(({ y }) => y), ...singles]
  const high = Math.max(...values)
  const highest = Math.max(high, ...means.map(({ interval }) => interval?.high ?? 0))
  const most = mostDrawnLoss(record.dataset.classes)
  return positiveScale(Math.min(most / 2, ...values), Math.min(most, highest, 1.5 * high))
}
