import { lossScale } from './curve-scales.ts'
import type { Figure } from './figure.ts'
import type { ReportContext } from './report-context.ts'
import { stepFigure } from './step-figure.ts'

/** Training loss against the epoch; null where no run has a step. */
export function lossFigure(context: ReportContext): Figure | null {
  return stepFigure(context, {
    ...{ id: 'loss', title: 'Training loss against epoch', name: 'Loss, nats' },
    valuesOf: ({ series }) => series.loss,
    scaleOf: lossScale,
    text: (value) => value.toFixed(4),
    ...{ one: 'loss', many: 'Losses', unit: ' nats' },
    when: 'The loss is that of each batch before its update.',
  })
}
