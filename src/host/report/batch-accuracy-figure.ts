import { accuracyScale } from './curve-scales.ts'
import type { Figure } from './figure.ts'
import type { ReportContext } from './report-context.ts'
import { stepFigure } from './step-figure.ts'

/** The share of each batch that is classified right, against the epoch; null where no run has a step. */
export function batchAccuracyFigure(context: ReportContext): Figure | null {
  return stepFigure(context, {
    ...{ id: 'batch-accuracy', title: 'Batch accuracy against epoch', name: 'Batch accuracy, %' },
    valuesOf: ({ series }) => series.accuracy.map((share) => 100 * share),
    scaleOf: (_, cells) => accuracyScale(cells),
    text: (value) => value.toFixed(2),
    ...{ one: 'accuracy', many: 'Accuracies', unit: ' %' },
    when: 'The accuracy is that of each batch in training mode, before its update.',
  })
}
