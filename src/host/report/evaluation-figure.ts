import { isSameCell } from '../../domain/compared-run.ts'
import { intervalText, pointsText } from '../../domain/table-text.ts'
import { armName, markerSwatch } from './arm-look.ts'
import { batchAxis, type BatchAxis } from './batch-axis.ts'
import { axesOption } from './chart-axes.ts'
import { errorBar, levelLine, markers } from './chart-parts.ts'
import { chartSvg } from './chart-svg.ts'
import { cellColumns, cellParts } from './cell-columns.ts'
import { dataTable } from './data-table.ts'
import { modeGaps, type EvaluationMode, type ModeGap } from './evaluation-modes.ts'
import type { Figure } from './figure.ts'
import { markup, type Markup, type Part } from './markup.ts'
import { fitsHalf, ratePanels } from './rate-panels.ts'
import { cellTitle, lookOf, type ReportContext } from './report-context.ts'
import { linearScale, type Scale } from './scale.ts'

const TITLE = 'Test accuracy by the statistics used in evaluation'
const MODES: Record<EvaluationMode, string> = {
  precise: 're-estimated statistics',
  batch: 'the evaluation batch’s own statistics',
}

/** What the statistics used in evaluation change, for the arms with batch normalization; null without such. */
export function evaluationFigure(context: ReportContext): Figure | null {
  const gaps = modeGaps(context)
  if (gaps.length === 0) return null
  const arms = [...new Set(gaps.map(({ arm }) => arm))]
  const values = gaps.flatMap(({ gap: { mean, interval } }) => [
    mean!,
    interval?.low ?? 0,
    interval?.high ?? 0,
  ])
  const y = linearScale(Math.min(0, ...values), Math.max(0, ...values))
  return {
    title: TITLE,
    label: labelOf(context, gaps),
    legend: [
      ...(arms.length > 1 ? arms.map((arm) => armName(lookOf(context, arm), arm)) : []),
      markup`${markerSwatch('circle', 'var(--muted)')}${MODES.precise}`,
      markup`${markerSwatch('circle', 'var(--muted)', true)}${MODES.batch}`,
    ],
    isHalf: fitsHalf(context, 2 * arms.length),
    panels: ratePanels(context, 2 * arms.length, (cells, size, index) => {
      const x = batchAxis(cells, 2 * arms.length)
      const axes = { x: x.scale, y, xName: 'Batch size (log scale)', yName: 'Difference, percentage points' }
      const inPanel = gaps.filter(({ cell }) => cells.some((other) => isSameCell(other, cell)))
      const series = inPanel.flatMap((gap) => gapSeries(context, gap, 2 * arms.indexOf(gap.arm), x, y))
      const option = axesOption({ ...axes, xLabel: x.label })
      return chartSvg(`evaluation${index}`, size, { ...option, series: [levelLine(0, x.scale), ...series] })
    }),
    note: 'Marker: mean over the seeds of the difference from the same run with running statistics; bar: its 95 % interval (Student’s t). Away from zero, the running statistics do not stand for the network that was trained.',
    table: tableOf(context, gaps),
  }
}

function gapSeries(
  context: ReportContext,
  { arm, cell, mode, gap }: ModeGap,
  place: number,
  x: BatchAxis,
  y: Scale,
): object[] {
  const look = lookOf(context, arm)
  const position = x.position(cell.batchSize, place + (mode === 'batch' ? 1 : 0))
  const bar = gap.interval === null ? [] : [errorBar({ x: position, ...gap.interval }, look.color, { y })]
  return [...bar, markers([{ x: position, y: gap.mean! }], look, { size: 9, isOpen: mode === 'batch' })]
}

function labelOf(context: ReportContext, gaps: readonly ModeGap[]): string {
  const said = gaps.map(({ arm, cell, mode, gap }) => {
    return `${cellTitle(context, cell)}, ${arm}, ${MODES[mode]}: ${pointsText(gap.mean! / 100)} percentage points`
  })
  return `${TITLE}. ${said.join('; ')}.`
}

function tableOf(context: ReportContext, gaps: readonly ModeGap[]): Markup {
  const columns = [
    ...cellColumns(context),
    { title: 'Statistics' },
    { title: 'N', isNumber: true },
    { title: 'Running, %', isNumber: true },
    { title: 'Difference, points', isNumber: true },
    { title: '95 % interval', isNumber: true },
  ]
  const rows = gaps.map(({ arm, cell, mode, running, gap }): Part[] => [
    ...cellParts(context, cell, arm),
    ...[MODES[mode], gap.n, running.mean!.toFixed(2), pointsText(gap.mean! / 100)],
    intervalText(gap.interval, (value) => pointsText(value / 100)),
  ])
  return dataTable(TITLE, columns, rows)
}
