import { inWords } from '../../domain/wording.ts'
import { curveFigure, curvesByCell, type CellCurves } from './curve-figure.ts'
import type { Figure } from './figure.ts'
import { blockLength, lossBlocks } from './loss-blocks.ts'
import type { ReportContext } from './report-context.ts'
import { lossScale, type Scale } from './scale.ts'

/** Training loss against the epoch, thinned by means of blocks of steps; null where no run has a step. */
export function lossFigure(context: ReportContext): Figure | null {
  const length = blockLength(mostEpochs(context))
  const cells = curvesByCell(context, (run) => lossBlocks(run, length))
  if (cells.length === 0) return null
  const y = scaleOf(cells)
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

/**
 * Spans the means, as far as that goes their intervals, and where single runs begin: how far a run climbs while it
 * diverges would leave no room for the rest.
 */
function scaleOf(cells: readonly CellCurves[]): Scale {
  const curves = cells.flatMap((cell) => cell.curves)
  const means = curves.flatMap(({ mean }) => mean)
  const firsts = curves.flatMap(({ cutShort }) => cutShort.flatMap(({ points }) => points[0]!.y))
  const lows = curves.flatMap(({ cutShort }) => cutShort.flatMap(({ points }) => points.map(({ y }) => y)))
  const high = Math.max(...means.map(({ y }) => y), ...firsts)
  const highest = Math.max(high, ...means.map(({ interval }) => interval?.high ?? 0))
  return lossScale(Math.min(...means.map(({ y }) => y), ...lows), Math.min(highest, 1.5 * high))
}

function noteOf(
  context: ReportContext,
  cells: readonly CellCurves[],
  length: number,
  { isLogarithmic }: Scale,
): string {
  const steps = [...new Set(cells.map(({ cell }) => cell.batchSize))].map((batchSize) => {
    const { stepsPerEpoch } = context.record.runs.find((run) => run.batchSize === batchSize)!
    return `${Math.max(1, Math.round(stepsPerEpoch * length))} at batch ${batchSize}`
  })
  const isCut = cells.some(({ curves }) => curves.some(({ cutShort }) => cutShort.length > 0))
  return [
    'Line: mean over the seeds; band: 95 % interval of that mean (Student’s t).',
    `Thinned by means: each point is the mean loss of ${partOfEpoch(length)}, about so many steps: ${inWords(steps)}. The loss is that of each batch before its update.`,
    ...(isLogarithmic ? ['The vertical axis is logarithmic.'] : []),
    ...(isCut
      ? [
          'Runs that did not come to their end are drawn singly and are in no mean; what is beyond the axis is marked at its edge.',
        ]
      : []),
  ].join(' ')
}

function partOfEpoch(length: number): string {
  if (length === 1) return 'an epoch'
  return length < 1 ? `1/${Math.round(1 / length)} of an epoch` : `${length} epochs`
}
