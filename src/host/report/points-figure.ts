import { BEYOND_AXIS, isBeyond } from '../../domain/axis-interval.ts'
import type { ArmLook } from '../../domain/arm-look.ts'
import { isSameCell, type Cell } from '../../domain/compared-run.ts'
import { armName } from './arm-look.ts'
import { batchAxis, type BatchAxis } from './batch-axis.ts'
import type { CellValues } from './cell-values.ts'
import { axesOption } from './chart-axes.ts'
import { counts, crosses, errorBar, levelLine, line, markers } from './chart-parts.ts'
import { chartSvg } from './chart-svg.ts'
import { cellColumns, cellParts } from './cell-columns.ts'
import { dataTable } from './data-table.ts'
import type { Figure } from './figure.ts'
import { markup, type Markup, type Part } from './markup.ts'
import { fitsHalf, ratePanels } from './rate-panels.ts'
import { cellTitle, lookOf, type ReportContext } from './report-context.ts'
import type { Scale } from './scale.ts'

/** What a figure of values against the batch size needs beside them. */
export type PointsFigure = {
  id: string
  title: string
  note: string
  y: Scale
  yName: string
  yLabel?: (value: number) => string
  valueTitle: string
  /** A value with as many decimals as the table has, and with its unit, for a sentence. */
  text: (value: number) => string
  saidText: (value: number) => string
  /** What the table has for a run without a value; null for a dash. */
  absent: string | null
  isJoined: boolean
  hasZeroLine: boolean
  /** Of an arm of which not all runs have a value, how many have. */
  hasCounts: boolean
}

/** A value per arm and batch size: mean, interval and single seeds. */
export function pointsFigure(
  context: ReportContext,
  groups: readonly CellValues[],
  settings: PointsFigure,
): Figure {
  const { id, title, note, y, yName, yLabel, hasZeroLine } = settings
  const arms = context.arms.filter((arm) => groups.some((group) => group.arm === arm))
  const isReaching = groups.some(({ summary: { interval } }) => interval !== null && isBeyond(interval, y))
  return {
    title,
    label: labelOf(context, groups, settings),
    legend: legendOf(context, arms, groups),
    isHalf: fitsHalf(context, arms.length),
    panels: ratePanels(context, arms.length, (cells, size, index) => {
      const x = batchAxis(cells, arms.length)
      const axes = { x: x.scale, y, xName: 'Batch size (log scale)', yName }
      const inPanel = groups.filter(({ cell }) => cells.some((other) => isSameCell(other, cell)))
      const series = arms.flatMap((arm, place) => armSeries(context, arm, place, inPanel, x, settings))
      const option = axesOption({ ...axes, xLabel: x.label, ...(yLabel && { yLabel }) })
      const zero = hasZeroLine ? [levelLine(0, x.scale)] : []
      return chartSvg(`${id}${index}`, size, { ...option, series: [...zero, ...series] })
    }),
    note: isReaching ? `${note} ${BEYOND_AXIS}` : note,
    table: tableOf(context, groups, settings),
  }
}

/** Whether some of a group's runs have a value, and others none. */
function isPartial({ seeds, summary: { n } }: CellValues): boolean {
  return n < seeds.length
}

function legendOf(context: ReportContext, arms: readonly string[], groups: readonly CellValues[]): Markup[] {
  const drawn = groups.flatMap(({ seeds }) => seeds.filter(({ value }) => value !== null))
  const hasDiverged = drawn.some(({ outcome }) => outcome === 'diverged')
  return [
    ...arms.map((arm) => armName(lookOf(context, arm), arm)),
    ...(hasDiverged ? [markup`<b aria-hidden="true">×</b> a seed that diverged`] : []),
  ]
}

/** Where an arm's things stand at a batch size; means and their bars on the right of its place, dots on the left. */
type Places = (cell: Cell, shift: number) => number
const [MEANS, DOTS] = [0.3, -0.3]

function armSeries(
  context: ReportContext,
  arm: string,
  place: number,
  groups: readonly CellValues[],
  { position }: BatchAxis,
  { y, isJoined, hasCounts }: PointsFigure,
): object[] {
  const look = lookOf(context, arm)
  const ofArm = groups.filter((group) => group.arm === arm)
  const at: Places = ({ batchSize }, shift) => position(batchSize, place, shift)
  const means = ofArm.flatMap((group) => {
    const { mean } = group.summary
    return mean === null ? [] : [{ x: at(group.cell, MEANS), y: mean, isOpen: isPartial(group) }]
  })
  const bars = ofArm.flatMap(({ cell, summary: { interval } }) =>
    interval === null ? [] : [errorBar({ x: at(cell, MEANS), ...interval }, look.color, { y })],
  )
  const meansOf = (isOpen: boolean) => means.filter((mean) => mean.isOpen === isOpen)
  return [
    ...(isJoined ? [line(means, look, { width: 1.2, opacity: 0.7 })] : []),
    ...dotSeries(ofArm, at, look, y),
    ...bars,
    ...[false, true].map((isOpen) => markers(meansOf(isOpen), look, { size: 9, isOpen })),
    ...(hasCounts ? [countSeries(ofArm, at, look, y, place)] : []),
  ]
}

/** A dot for each run that has a value, or a cross where it diverged. */
function dotSeries(groups: readonly CellValues[], at: Places, { color }: ArmLook, y: Scale): object[] {
  const [diverged, ended] = [true, false].map((wanted) =>
    groups.flatMap(({ cell, seeds }) =>
      seeds
        .filter(({ outcome }) => (outcome === 'diverged') === wanted)
        .flatMap(({ value }) => (value === null ? [] : { x: at(cell, DOTS), y: value })),
    ),
  )
  return [
    markers(ended!, { color, shape: 'circle' }, { size: 5, opacity: 0.6 }),
    ...crosses(diverged!, color, y),
  ]
}

/** “2/5” above a mean of some of the runs, or above the axis where none has a value: there every other arm is higher. */
function countSeries(
  groups: readonly CellValues[],
  at: Places,
  { color }: ArmLook,
  y: Scale,
  place: number,
): object {
  const points = groups.filter(isPartial).map(({ cell, seeds, summary: { n, mean } }) => ({
    ...{ x: at(cell, MEANS), y: mean ?? y.min, text: `${n}/${seeds.length}` },
    distance: mean === null && place % 2 === 1 ? 16 : 3,
  }))
  return counts(points, color)
}

function labelOf(
  context: ReportContext,
  groups: readonly CellValues[],
  { title, saidText, hasCounts }: PointsFigure,
): string {
  const said = groups.flatMap((group) => {
    const { arm, cell, seeds, summary } = group
    if (summary.mean === null && !hasCounts) return []
    const part = hasCounts && isPartial(group) ? ` (${summary.n} of ${seeds.length} seeds)` : ''
    const value = summary.mean === null ? 'none' : saidText(summary.mean)
    return [`${cellTitle(context, cell)}, ${arm}: ${value}${part}`]
  })
  return `${title}, mean over seeds. ${said.join('; ')}.`
}

function tableOf(
  context: ReportContext,
  groups: readonly CellValues[],
  { title, valueTitle, text, absent }: PointsFigure,
): Markup {
  const columns = [
    ...cellColumns(context),
    { title: 'Seed', isNumber: true },
    { title: valueTitle, isNumber: true },
    { title: 'Ended' },
  ]
  const rows = groups.flatMap(({ arm, cell, seeds }) =>
    seeds.map(({ seed, value, outcome }): Part[] => [
      ...cellParts(context, cell, arm),
      ...[seed, value === null ? absent : text(value), outcome],
    ]),
  )
  return dataTable(`${title}, every seed`, columns, rows)
}
