import { armName } from './arm-look.ts'
import { curvePanel, panelSize } from './curve-panel.ts'
import { armCurve, type ArmCurve, type Point } from './curve.ts'
import { cellColumns, cellParts } from './cell-columns.ts'
import { dataTable, type TableColumn } from './data-table.ts'
import type { Figure } from './figure.ts'
import { markup, type Markup, type Part } from './markup.ts'
import { cellTitle, lookOf, runsOf, type ReportContext } from './report-context.ts'
import { epochScale, type Scale } from './scale.ts'
import type { Cell } from '../../domain/compared-run.ts'
import { inWords } from '../../domain/wording.ts'
import type { RunRecord } from '../../contract/experiment-record.ts'

export type CellCurves = { cell: Cell; epochs: number; curves: ArmCurve[] }

/** What a quantity's figure against the epoch needs beside its curves. */
export type CurveFigure = {
  id: string
  title: string
  note: string
  yName: string
  valueTitle: string
  y: Scale
  withMarkers: boolean
  text: (value: number) => string
}

/** The curves of every batch size and learning rate in which some run has a point. */
export function curvesByCell(context: ReportContext, pointsOf: (run: RunRecord) => Point[]): CellCurves[] {
  return context.cells
    .map((cell) => {
      const runs = context.arms.flatMap((arm) => runsOf(context, arm, cell))
      const epochs = Math.max(...runs.map(({ totalSteps, stepsPerEpoch }) => totalSteps / stepsPerEpoch))
      const curves = context.arms.map((arm) => armCurve(arm, runsOf(context, arm, cell), pointsOf))
      return { cell, epochs, curves: curves.filter(hasPoints) }
    })
    .filter(({ curves }) => curves.length > 0)
}

/** What lines and bands are; with one seed, or several that agree, there is no band. */
export function meanNote(cells: readonly CellCurves[]): string {
  const means = cells.flatMap(({ curves }) => curves.flatMap(({ mean }) => mean))
  if (means.length === 0) return 'No run came to its end, so there is no mean.'
  return means.some(({ interval }) => interval !== null)
    ? 'Line: mean over the seeds; band: 95 % interval of that mean (Student’s t).'
    : 'Line: mean over the seeds, too few for an interval.'
}

/** Small multiples of curves against the epoch, one panel a cell, all with one vertical axis. */
export function curveFigure(
  context: ReportContext,
  cells: readonly CellCurves[],
  settings: CurveFigure,
): Figure {
  const size = panelSize(cells.length)
  const { id, title, note, y, yName, withMarkers } = settings
  return {
    title,
    note,
    isHalf: false,
    label: labelOf(context, cells, settings),
    legend: legendOf(context, cells),
    panels: cells.map(({ cell, epochs, curves }, index) => {
      const axes = { x: epochScale(epochs), y, xName: 'Epoch', yName }
      const svg = curvePanel(context, `${id}${index}`, { curves, axes, size, withMarkers })
      return { title: cellTitle(context, cell), svg }
    }),
    table: tableOf(context, cells, settings),
  }
}

function hasPoints({ mean, cutShort }: ArmCurve): boolean {
  return mean.length > 0 || cutShort.length > 0
}

function labelOf(context: ReportContext, cells: readonly CellCurves[], { title, text }: CurveFigure): string {
  const ends = cells.map(({ cell, curves }) => {
    const said = curves.flatMap(({ arm, mean }) => {
      const last = mean.at(-1)
      return last === undefined ? [] : [`${arm} ${text(last.y)}`]
    })
    return `${cellTitle(context, cell)}: ${said.join(', ') || 'no run came to its end'}`
  })
  return `${title}. At the end, mean over seeds: ${ends.join('; ')}.`
}

const CUT_SHORT: Partial<Record<RunRecord['outcome'], string>> = { stopped: 'was stopped', failed: 'failed' }

function legendOf(context: ReportContext, cells: readonly CellCurves[]): Markup[] {
  const curves = cells.flatMap((cell) => cell.curves)
  const arms = context.arms.filter((arm) => curves.some((curve) => curve.arm === arm))
  const outcomes = new Set(curves.flatMap(({ cutShort }) => cutShort.map(({ outcome }) => outcome)))
  const others = [...outcomes].flatMap((outcome) => CUT_SHORT[outcome] ?? [])
  return [
    ...arms.map((arm) => armName(lookOf(context, arm), arm)),
    ...(outcomes.has('diverged') ? [markup`<b aria-hidden="true">×</b> thin line: a run that diverged`] : []),
    ...(others.length > 0 ? [markup`thin line with an open end: a run that ${inWords(others, 'or')}`] : []),
  ]
}

function tableOf(
  context: ReportContext,
  cells: readonly CellCurves[],
  { title, valueTitle, text }: CurveFigure,
): Markup {
  const columns: TableColumn[] = [
    ...cellColumns(context),
    { title: 'Epoch', isNumber: true },
    { title: 'Seeds', isNumber: true },
    { title: valueTitle, isNumber: true },
    { title: '95 % from', isNumber: true },
    { title: 'to', isNumber: true },
  ]
  const rows = cells.flatMap(({ cell, curves }) => {
    const head = (arm: string): Part[] => cellParts(context, cell, arm)
    return curves.flatMap((curve) => rowsOf(curve, head, text))
  })
  return dataTable(title, columns, rows)
}

function rowsOf(
  { arm, mean, cutShort }: ArmCurve,
  head: (arm: string) => Part[],
  text: (value: number) => string,
): Part[][] {
  const epoch = (x: number) => String(Number(x.toFixed(3)))
  const means = mean.map(({ x, y, n, interval }): Part[] => {
    const ends = [interval && text(interval.low), interval && text(interval.high)]
    return [...head(arm), epoch(x), n, text(y), ...ends]
  })
  const singles = cutShort.flatMap(({ seed, outcome, points }) =>
    points.map(({ x, y }): Part[] => [
      ...head(`${arm}, seed ${seed} (${outcome})`),
      ...[epoch(x), 1, text(y), null, null],
    ]),
  )
  return [...means, ...singles]
}
