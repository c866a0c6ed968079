import { curveFigure, curvesByCell, meanNote, type CellCurves } from './curve-figure.ts'
import { accuracyScale, lossScale } from './curve-scales.ts'
import { drawingNotes } from './curve-values.ts'
import type { Figure } from './figure.ts'
import type { ReportContext } from './report-context.ts'
import type { Scale } from './scale.ts'

/** How a score is drawn. */
const SCORES = {
  accuracy: { factor: 100, digits: 2, name: 'accuracy, %', many: 'Accuracies', unit: ' %' },
  loss: { factor: 1, digits: 4, name: 'loss, nats', many: 'Losses', unit: ' nats' },
}
const IMAGES = {
  test: { name: 'Test', note: '' },
  train: { name: 'Training', note: ' Over a fixed part of the training images.' },
}
const TITLES = {
  test: { accuracy: 'Test accuracy against epoch', loss: 'Test loss against epoch' },
  // That of the batches against the epoch is another figure.
  train: { accuracy: 'Training accuracy against epoch', loss: 'Training loss, evaluated, against epoch' },
}

/** A score after each evaluation, in evaluation mode; null where no run was evaluated so. */
export function evaluationCurveFigure(
  context: ReportContext,
  images: keyof typeof IMAGES,
  score: keyof typeof SCORES,
): Figure | null {
  const { factor, digits, name, ...words } = SCORES[score]
  const cells = curvesByCell(context, ({ evaluations }) =>
    evaluations.flatMap(({ epoch, [images]: scores }) =>
      scores === null ? [] : [{ x: epoch, y: factor * scores[score] }],
    ),
  )
  if (cells.length === 0) return null
  const y = scaleOf(context, cells, score)
  const valueTitle = `${IMAGES[images].name} ${name}`
  return curveFigure(context, cells, {
    id: `${images}-${score}-curve`,
    ...{ title: TITLES[images][score], valueTitle, y, withMarkers: true },
    note: [
      `In evaluation mode: batch normalization uses its running statistics.${IMAGES[images].note}`,
      ...[meanNote(cells), ...drawingNotes(cells, y, words)],
    ].join(' '),
    yName: `${valueTitle}${y.isLogarithmic ? ' (logarithmic axis)' : ''}`,
    text: (value) => value.toFixed(digits),
  })
}

function scaleOf(context: ReportContext, cells: readonly CellCurves[], score: keyof typeof SCORES): Scale {
  return score === 'accuracy' ? accuracyScale(cells) : lossScale(context, cells)
}
