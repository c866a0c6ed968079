import { isSameCell, type Cell } from '../../domain/compared-run.ts'
import type { Comparison, ComparedCell } from '../../domain/comparison.ts'
import type { Verdict } from '../../domain/verdict.ts'
import type { VerdictLine } from '../../domain/verdict-line.ts'
import { pointsText } from '../../domain/table-text.ts'
import { armName } from './arm-look.ts'
import { batchAxis, type BatchAxis } from './batch-axis.ts'
import { axesOption } from './chart-axes.ts'
import { errorBar, levelLine, markers } from './chart-parts.ts'
import { chartSvg } from './chart-svg.ts'
import { dataTable } from './data-table.ts'
import type { Figure } from './figure.ts'
import type { Markup, Part } from './markup.ts'
import { fitsHalf, ratePanels } from './rate-panels.ts'
import { cellTitle, hasSeveralRates, lookOf, type ReportContext } from './report-context.ts'
import { linearScale } from './scale.ts'

/** A verdict line with the pairs it stands on. */
type Difference = { line: VerdictLine; pairs: ComparedCell['pairs'] }

/** Paired differences from the baseline per batch size, with zero marked; null where nothing can be paired. */
export function differenceFigure(context: ReportContext): Figure | null {
  const { comparison, verdict } = context
  const differences = comparison && verdict ? differencesOf(comparison, verdict) : []
  if (comparison === null || differences.length === 0) return null
  const title = `Paired difference from ${comparison.baselineArm} against batch size`
  const y = linearScale(...extremes(differences))
  const arms = [...new Set(differences.map(({ line }) => line.arm))]
  return {
    title,
    label: labelOf(context, title, differences),
    legend: arms.map((arm) => armName(lookOf(context, arm), `${arm} − ${comparison.baselineArm}`)),
    isHalf: fitsHalf(context, arms.length),
    panels: ratePanels(context, arms.length, (cells, size, index) => {
      const x = batchAxis(cells, arms.length)
      const axes = { x: x.scale, y, xName: 'Batch size (log scale)', yName: 'Difference, percentage points' }
      const inPanel = differences.filter(({ line }) => cells.some((cell) => isSameCell(cell, line)))
      const series = arms.flatMap((arm, place) => armSeries(context, arm, place, inPanel, x))
      const option = axesOption({ ...axes, xLabel: x.label, yLabel: (value) => signedTick(value) })
      return chartSvg(`difference${index}`, size, { ...option, series: [levelLine(0, x.scale), ...series] })
    }),
    note: `Marker: mean difference in final test accuracy over the pairs; thick bar: its 95 % interval alone; thin bar: the interval that holds for ${differences.length === 1 ? 'the one comparison' : `all ${differences.length} comparisons together`} (Bonferroni); dot: one pair. Above the zero line the arm is better than ${comparison.baselineArm}.`,
    table: tableOf(context, title, differences),
  }
}

function differencesOf({ family }: Comparison, { lines }: Verdict): Difference[] {
  return lines
    .map((line) => ({
      line,
      pairs: family.find((cell) => cell.arm === line.arm && isSameCell(cell, line))!.pairs,
    }))
    .filter(({ pairs }) => pairs.length > 0)
    .toSorted((a, b) => a.line.batchSize - b.line.batchSize || a.line.learningRate - b.line.learningRate)
}

function extremes(differences: readonly Difference[]): [low: number, high: number] {
  const values = differences.flatMap(({ line, pairs }) => [
    ...pairs.map(({ baseline, treated }) => treated - baseline),
    ...(line.simultaneousInterval === null
      ? []
      : [line.simultaneousInterval.low, line.simultaneousInterval.high]),
  ])
  return [100 * Math.min(0, ...values), 100 * Math.max(0, ...values)]
}

function armSeries(
  context: ReportContext,
  arm: string,
  place: number,
  differences: readonly Difference[],
  { position }: BatchAxis,
): object[] {
  const look = lookOf(context, arm)
  const ofArm = differences.filter(({ line }) => line.arm === arm)
  const at = ({ batchSize }: Cell, shift: number) => position(batchSize, place, shift)
  const bars = ofArm.flatMap(({ line }) =>
    [
      { interval: line.simultaneousInterval, look: { width: 1.4, cap: 5 } },
      { interval: line.interval, look: { width: 3.6, cap: 0 } },
    ].flatMap(({ interval, look: bar }) =>
      interval === null
        ? []
        : [
            errorBar(
              { x: at(line, 0.3), low: 100 * interval.low, high: 100 * interval.high },
              look.color,
              bar,
            ),
          ],
    ),
  )
  const dots = ofArm.flatMap(({ line, pairs }) =>
    pairs.map(({ baseline, treated }) => ({ x: at(line, -0.3), y: 100 * (treated - baseline) })),
  )
  const means = ofArm.map(({ line }) => ({ x: at(line, 0.3), y: 100 * line.difference! }))
  return [
    markers(dots, { color: look.color, shape: 'circle' }, { size: 5, opacity: 0.6 }),
    ...bars,
    markers(means, look, { size: 10 }),
  ]
}

function signedTick(value: number): string {
  const size = String(Number(Math.abs(value).toPrecision(6)))
  return value === 0 ? '0' : `${value < 0 ? '−' : '+'}${size}`
}

function labelOf(context: ReportContext, title: string, differences: readonly Difference[]): string {
  const said = differences.map(({ line }) => {
    return `${cellTitle(context, line)}, ${line.arm}: ${pointsText(line.difference)} percentage points`
  })
  return `${title}, mean over pairs. ${said.join('; ')}.`
}

function tableOf(context: ReportContext, title: string, differences: readonly Difference[]): Markup {
  const isSeveral = hasSeveralRates(context)
  const columns = [
    { title: 'Batch', isNumber: true },
    ...(isSeveral ? [{ title: 'Rate', isNumber: true }] : []),
    { title: 'Arm', isRowHeader: true },
    { title: 'Seed', isNumber: true },
    { title: 'Difference, points', isNumber: true },
  ]
  const rows = differences.flatMap(({ line, pairs }) =>
    pairs.map(({ seed, baseline, treated }): Part[] => [
      line.batchSize,
      ...(isSeveral ? [line.learningRate] : []),
      ...[line.arm, seed, pointsText(treated - baseline)],
    ]),
  )
  return dataTable(
    `${title}, every pair (means and intervals are in the table of differences)`,
    columns,
    rows,
  )
}
