import { isSameCell, type Cell } from '../../domain/compared-run.ts'
import { armName } from './arm-look.ts'
import { batchAxis, type BatchAxis } from './batch-axis.ts'
import { axesOption } from './chart-axes.ts'
import { crosses, errorBar, line, markers } from './chart-parts.ts'
import { chartSvg } from './chart-svg.ts'
import { dataTable } from './data-table.ts'
import type { Figure } from './figure.ts'
import { finalAccuracies, type FinalAccuracies } from './final-accuracies.ts'
import { markup, type Markup, type Part } from './markup.ts'
import { fitsHalf, ratePanels } from './rate-panels.ts'
import { cellTitle, hasSeveralRates, lookOf, type ReportContext } from './report-context.ts'
import { percentScale, type Scale } from './scale.ts'

const TITLE = 'Final test accuracy against batch size'

/** Final test accuracy per arm and batch size: mean, interval and single seeds; null where no run has one. */
export function accuracyFigure(context: ReportContext): Figure | null {
  const groups = finalAccuracies(context)
  if (groups.length === 0) return null
  const y = percentScale(groups.flatMap(valuesOf))
  const arms = context.arms.filter((arm) => groups.some((group) => group.arm === arm))
  const hasDiverged = groups.some(({ seeds }) => seeds.some(({ outcome }) => outcome === 'diverged'))
  return {
    title: TITLE,
    label: labelOf(context, groups),
    legend: [
      ...arms.map((arm) => armName(lookOf(context, arm), arm)),
      ...(hasDiverged ? [markup`<b aria-hidden="true">×</b> a seed that diverged`] : []),
    ],
    isHalf: fitsHalf(context, arms.length),
    panels: ratePanels(context, arms.length, (cells, size, index) => {
      const x = batchAxis(cells, arms.length)
      const axes = { x: x.scale, y, xName: 'Batch size (log scale)', yName: 'Test accuracy, %' }
      const inPanel = groups.filter(({ cell }) => cells.some((other) => isSameCell(other, cell)))
      const series = arms.flatMap((arm, place) => armSeries(context, arm, place, inPanel, x, y))
      return chartSvg(`accuracy${index}`, size, { ...axesOption({ ...axes, xLabel: x.label }), series })
    }),
    note: 'Marker: mean over the seeds; bar: its 95 % interval (Student’s t); dot: one seed. In evaluation mode, at the end of training.',
    table: tableOf(context, groups),
  }
}

function armSeries(
  context: ReportContext,
  arm: string,
  place: number,
  groups: readonly FinalAccuracies[],
  { position }: BatchAxis,
  y: Scale,
): object[] {
  const look = lookOf(context, arm)
  const ofArm = groups.filter((group) => group.arm === arm)
  const at = ({ batchSize }: Cell, shift: number) => position(batchSize, place, shift)
  const means = ofArm.map(({ cell, summary }) => ({ x: at(cell, 0.3), y: summary.mean! }))
  const bars = ofArm.flatMap(({ cell, summary: { interval } }) =>
    interval === null ? [] : [errorBar({ x: at(cell, 0.3), ...interval }, look.color)],
  )
  const [diverged, ended] = [true, false].map((wanted) =>
    ofArm.flatMap(({ cell, seeds }) =>
      seeds
        .filter(({ outcome }) => (outcome === 'diverged') === wanted)
        .map(({ accuracy }) => ({ x: at(cell, -0.3), y: accuracy })),
    ),
  )
  return [
    line(means, look, { width: 1.2, opacity: 0.7 }),
    markers(ended!, { color: look.color, shape: 'circle' }, { size: 5, opacity: 0.6 }),
    ...crosses(diverged!, look.color, y),
    ...bars,
    markers(means, look, { size: 9 }),
  ]
}

function valuesOf({ seeds, summary: { interval } }: FinalAccuracies): number[] {
  const ends = interval === null ? [] : [interval.low, interval.high]
  return [...seeds.map(({ accuracy }) => accuracy), ...ends]
}

function labelOf(context: ReportContext, groups: readonly FinalAccuracies[]): string {
  const said = groups.map(({ arm, cell, summary }) => {
    return `${cellTitle(context, cell)}, ${arm}: ${summary.mean!.toFixed(2)} %`
  })
  return `${TITLE}, mean over seeds. ${said.join('; ')}.`
}

function tableOf(context: ReportContext, groups: readonly FinalAccuracies[]): Markup {
  const isSeveral = hasSeveralRates(context)
  const columns = [
    { title: 'Batch', isNumber: true },
    ...(isSeveral ? [{ title: 'Rate', isNumber: true }] : []),
    { title: 'Arm', isRowHeader: true },
    { title: 'Seed', isNumber: true },
    { title: 'Test accuracy, %', isNumber: true },
    { title: 'Ended' },
  ]
  const rows = groups.flatMap(({ arm, cell, seeds }) =>
    seeds.map(({ seed, accuracy, outcome }): Part[] => [
      cell.batchSize,
      ...(isSeveral ? [cell.learningRate] : []),
      ...[arm, seed, accuracy.toFixed(2), outcome],
    ]),
  )
  return dataTable(`${TITLE}, every seed (means and intervals are in the table of results)`, columns, rows)
}
