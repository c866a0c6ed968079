import { axisEnds, BEYOND_AXIS, isBeyond } from '../../domain/axis-interval.ts'
import { isSameCell, type Cell } from '../../domain/compared-run.ts'
import type { Comparison, ComparedCell } from '../../domain/comparison.ts'
import type { Verdict } from '../../domain/verdict.ts'
import type { VerdictLine } from '../../domain/verdict-line.ts'
import { differenceText } from '../../domain/table-text.ts'
import { unitOf } from '../../domain/wording.ts'
import { armName } from './arm-look.ts'
import { batchAxis, type BatchAxis } from './batch-axis.ts'
import { axesOption, signedTick } from './chart-axes.ts'
import { errorBar, levelLine, markers } from './chart-parts.ts'
import { chartSvg } from './chart-svg.ts'
import { cellColumns, cellParts } from './cell-columns.ts'
import { dataTable } from './data-table.ts'
import type { Figure } from './figure.ts'
import type { Markup, Part } from './markup.ts'
import { METRIC_UNITS } from './metric-units.ts'
import { fitsHalf, ratePanels } from './rate-panels.ts'
import { cellTitle, lookOf, type ReportContext } from './report-context.ts'
import { linearScale, type Scale } from './scale.ts'

/** A verdict line with the pairs it stands on. */
type Difference = { line: VerdictLine; pairs: ComparedCell['pairs'] }

/** Paired differences from the baseline per batch size, with zero marked; null where nothing can be paired. */
export function differenceFigure(context: ReportContext): Figure | null {
  const { comparison, verdict } = context
  const differences = comparison && verdict ? differencesOf(comparison, verdict) : []
  if (comparison === null || differences.length === 0) return null
  const title = `Paired difference from ${comparison.baselineArm} against batch size`
  const { factor, differenceAxis } = METRIC_UNITS[comparison.metric]
  const y = linearScale(...extremes(differences, factor))
  const arms = [...new Set(differences.map(({ line }) => line.arm))]
  return {
    title,
    label: labelOf(context, title, differences),
    legend: arms.map((arm) => armName(lookOf(context, arm), `${arm} − ${comparison.baselineArm}`)),
    isHalf: fitsHalf(context, arms.length),
    panels: ratePanels(context, arms.length, (cells, size, index) => {
      const x = batchAxis(cells, arms.length)
      const axes = { x: x.scale, y, xName: 'Batch size (log scale)', yName: differenceAxis }
      const inPanel = differences.filter(({ line }) => cells.some((cell) => isSameCell(cell, line)))
      const series = arms.flatMap((arm, place) => armSeries(context, arm, inPanel, { x, place, y, factor }))
      const option = axesOption({ ...axes, xLabel: x.label, yLabel: signedTick })
      return chartSvg(`difference${index}`, size, { ...option, series: [levelLine(0, x.scale), ...series] })
    }),
    note: [noteOf(comparison, differences.length), ...beyondNotes(differences, y, factor)].join(' '),
    table: tableOf(context, title, differences),
  }
}

function noteOf({ metric, baselineArm }: Comparison, count: number): string {
  const together = count === 1 ? 'the one comparison' : `all ${count} comparisons together`
  const better = metric === 'test accuracy' ? 'Above' : 'Below'
  return `Marker: mean difference in final ${metric} over the pairs; thick bar: its 95 % interval alone; thin bar: the interval that holds for ${together} (Bonferroni); dot: one pair. ${better} the zero line the arm is better than ${baselineArm}.`
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

function extremes(differences: readonly Difference[], factor: number): [low: number, high: number] {
  const values = differences.flatMap(({ line, pairs }) => [
    ...pairs.map(({ baseline, treated }) => treated - baseline),
    ...axisEnds(line.simultaneousInterval, line.n),
  ])
  return [factor * Math.min(0, ...values), factor * Math.max(0, ...values)]
}

function beyondNotes(differences: readonly Difference[], y: Scale, factor: number): string[] {
  const isReaching = differences.some(({ line: { simultaneousInterval: interval } }) => {
    return interval !== null && isBeyond({ low: factor * interval.low, high: factor * interval.high }, y)
  })
  return isReaching ? [BEYOND_AXIS] : []
}

function armSeries(
  context: ReportContext,
  arm: string,
  differences: readonly Difference[],
  { x, place, y, factor }: { x: BatchAxis; place: number; y: Scale; factor: number },
): object[] {
  const look = lookOf(context, arm)
  const ofArm = differences.filter(({ line }) => line.arm === arm)
  const at = ({ batchSize }: Cell, shift: number) => x.position(batchSize, place, shift)
  const bars = ofArm.flatMap(({ line }) =>
    [
      { interval: line.simultaneousInterval, look: { width: 1.4, cap: 5 } },
      { interval: line.interval, look: { width: 3.6, cap: 0 } },
    ].flatMap(({ interval, look: bar }) =>
      interval === null
        ? []
        : [
            errorBar(
              { x: at(line, 0.3), low: factor * interval.low, high: factor * interval.high },
              look.color,
              { y, ...bar },
            ),
          ],
    ),
  )
  const dots = ofArm.flatMap(({ line, pairs }) =>
    pairs.map(({ baseline, treated }) => ({ x: at(line, -0.3), y: factor * (treated - baseline) })),
  )
  const means = ofArm.map(({ line }) => ({ x: at(line, 0.3), y: factor * line.difference! }))
  return [
    markers(dots, { color: look.color, shape: 'circle' }, { size: 5, opacity: 0.6 }),
    ...bars,
    markers(means, look, { size: 10 }),
  ]
}

function labelOf(context: ReportContext, title: string, differences: readonly Difference[]): string {
  const { metric } = context.question
  const said = differences.map(({ line }) => {
    return `${cellTitle(context, line)}, ${line.arm}: ${differenceText(metric, line.difference)} ${unitOf(metric)}`
  })
  return `${title}, mean over pairs. ${said.join('; ')}.`
}

function tableOf(context: ReportContext, title: string, differences: readonly Difference[]): Markup {
  const { metric } = context.question
  const columns = [
    ...cellColumns(context),
    { title: 'Seed', isNumber: true },
    { title: METRIC_UNITS[metric].difference, isNumber: true },
  ]
  const rows = differences.flatMap(({ line, pairs }) =>
    pairs.map(({ seed, baseline, treated }): Part[] => [
      ...cellParts(context, line, line.arm),
      ...[seed, differenceText(metric, treated - baseline)],
    ]),
  )
  return dataTable(
    `${title}, every pair (means and intervals are in the table of differences)`,
    columns,
    rows,
  )
}
