import type { RunRecord } from '../../contract/experiment-record.ts'
import { inWords } from '../../domain/wording.ts'
import { curveFigure, curvesByCell, meanNote, type CellCurves } from './curve-figure.ts'
import { drawingNotes } from './curve-values.ts'
import type { Figure } from './figure.ts'
import type { ReportContext } from './report-context.ts'
import type { Scale } from './scale.ts'
import { blockLength, stepBlocks } from './step-blocks.ts'

/** What the figure of a quantity that each step has needs beside its values. */
export type StepFigure = {
  id: string
  title: string
  valuesOf: (run: RunRecord) => Float32Array
  scaleOf: (context: ReportContext, cells: readonly CellCurves[]) => Scale
  /** Name of the axis and the column, with the unit. */
  name: string
  text: (value: number) => string
  /** “loss” and “Losses”, and their unit behind a number, for sentences. */
  one: string
  many: string
  unit: string
  /** When in a step it is measured. */
  when: string
}

/** A quantity of each step against the epoch, thinned by means of blocks of steps; null where no run has a step. */
export function stepFigure(context: ReportContext, settings: StepFigure): Figure | null {
  const { id, title, name, text, valuesOf, scaleOf } = settings
  const length = blockLength(mostEpochs(context))
  const cells = curvesByCell(context, (run) => stepBlocks(valuesOf(run), run.stepsPerEpoch, length))
  if (cells.length === 0) return null
  const y = scaleOf(context, cells)
  return curveFigure(context, cells, {
    ...{ id, title, y, text, valueTitle: name, withMarkers: false },
    note: noteOf(context, cells, length, y, settings),
    yName: `${name}${y.isLogarithmic ? ' (logarithmic axis)' : ''}`,
  })
}

function mostEpochs({ record }: ReportContext): number {
  return record.runs.reduce((most, run) => Math.max(most, run.totalSteps / run.stepsPerEpoch), 0)
}

function noteOf(
  context: ReportContext,
  cells: readonly CellCurves[],
  length: number,
  y: Scale,
  { one, when, ...words }: StepFigure,
): string {
  const steps = [...new Set(cells.map(({ cell }) => cell.batchSize))].map((batchSize) => {
    const { stepsPerEpoch } = context.record.runs.find((run) => run.batchSize === batchSize)!
    return `${Math.max(1, Math.round(stepsPerEpoch * length))} at batch ${batchSize}`
  })
  return [
    meanNote(cells),
    `Thinned by means: each point is the mean ${one} of ${partOfEpoch(length)}, about so many steps: ${inWords(steps)}. ${when}`,
    ...drawingNotes(cells, y, words),
  ].join(' ')
}

function partOfEpoch(length: number): string {
  if (length === 1) return 'an epoch'
  return length < 1 ? `1/${Math.round(1 / length)} of an epoch` : `${length} epochs`
}
