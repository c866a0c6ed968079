import { mostDrawnLoss } from '../../domain/most-drawn-loss.ts'
import { inWords } from '../../domain/wording.ts'
import { curveFigure, curvesByCell, meanNote, type CellCurves } from './curve-figure.ts'
import type { Figure } from './figure.ts'
import { blockLength, lossBlocks } from './loss-blocks.ts'
import type { ReportContext } from './report-context.ts'
import { lossScale, type Scale } from './scale.ts'

/** Training loss against the epoch, thinned by means of blocks of steps; null where no run has a step. */
export function lossFigure(context: ReportContext): Figure | null {
  const length = blockLength(mostEpochs(context))
  const cells = curvesByCell(context, (run) => lossBlocks(run, length))
  if (cells.length === 0) return null
  const y = scaleOf(context, cells)
  return curveFigure(context, cells, {
    id: 'loss',
    title: 'Training loss against epoch',
    note: noteOf(context, cells, length, y),
    yName: `Loss, nats${y.isLogarithmic ? ' (logarithmic axis)' : ''}`,
    valueTitle: 'Loss, nats',
    y,
    withMarkers: false,
    text: (value) => value.toFixed(4),
  })
}

function mostEpochs({ record }: ReportContext): number {
  return record.runs.reduce((most, run) => Math.max(most, run.totalSteps / run.stepsPerEpoch), 0)
}

/** Spans the means, their intervals as far as half above, and the runs drawn singly, up to ten times an even guess. */
function scaleOf({ record }: ReportContext, cells: readonly CellCurves[]): Scale {
  const curves = cells.flatMap((cell) => cell.curves)
  const means = curves.flatMap(({ mean }) => mean)
  const singles = curves.flatMap(({ cutShort }) => cutShort.flatMap(({ points }) => points))
  const values = [...means, ...singles].map(({ y }) => y)
  const high = Math.max(...values)
  const highest = Math.max(high, ...means.map(({ interval }) => interval?.high ?? 0))
  const most = mostDrawnLoss(record.dataset.classes)
  return lossScale(Math.min(most / 2, ...values), Math.min(most, highest, 1.5 * high))
}

function noteOf(context: ReportContext, cells: readonly CellCurves[], length: number, y: Scale): string {
  const steps = [...new Set(cells.map(({ cell }) => cell.batchSize))].map((batchSize) => {
    const { stepsPerEpoch } = context.record.runs.find((run) => run.batchSize === batchSize)!
    return `${Math.max(1, Math.round(stepsPerEpoch * length))} at batch ${batchSize}`
  })
  const curves = cells.flatMap((cell) => cell.curves)
  const isBeyond = curves
    .flatMap(({ mean, cutShort }) => [...mean, ...cutShort.flatMap(({ points }) => points)])
    .some((point) => point.y > y.max)
  return [
    meanNote(cells),
    `Thinned by means: each point is the mean loss of ${partOfEpoch(length)}, about so many steps: ${inWords(steps)}. The loss is that of each batch before its update.`,
    ...(y.isLogarithmic ? ['The vertical axis is logarithmic.'] : []),
    ...(curves.some(({ cutShort }) => cutShort.length > 0)
      ? ['Runs that did not come to their end are drawn singly and are in no mean.']
      : []),
    ...(isBeyond ? [`Losses above ${y.max} nats are beyond the axis; the table has them.`] : []),
  ].join(' ')
}

function partOfEpoch(length: number): string {
  if (length === 1) return 'an epoch'
  return length < 1 ? `1/${Math.round(1 / length)} of an epoch` : `${length} epochs`
}
