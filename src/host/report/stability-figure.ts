import { finalValue, isSameCell, type Cell } from '../../domain/compared-run.ts'
import { rateText } from '../../domain/number-text.ts'
import { SHADES, shadeOf } from '../../domain/stability-shade.ts'
import { finalText } from '../../domain/table-text.ts'
import { comparedRun } from '../compare-record.ts'
import { armName } from './arm-look.ts'
import { cellValues, type CellValues } from './cell-values.ts'
import { dataTable } from './data-table.ts'
import type { Figure } from './figure.ts'
import { markup, type Markup, type Part } from './markup.ts'
import { METRIC_UNITS } from './metric-units.ts'
import { cellTitle, hasSeveralRates, lookOf, type ReportContext } from './report-context.ts'
import { stabilityPanel, type MapCell } from './stability-panel.ts'

/** Which learning rates each arm bears at which batch sizes; null where there is one rate, or no result. */
export function stabilityFigure(context: ReportContext): Figure | null {
  if (!hasSeveralRates(context)) return null
  const { metric } = context.question
  const cells = mapCells(context)
  const means = cells.flatMap(({ mean }) => mean ?? [])
  if (means.length === 0) return null
  const arms = context.arms.filter((arm) => cells.some((cell) => cell.arm === arm))
  return {
    title: `Final ${metric} by learning rate and batch size`,
    label: labelOf(context, cells),
    legend: legendOf(context, cells, means),
    isHalf: false,
    panels: arms.map((arm, index) => ({
      title: armName(lookOf(context, arm), arm),
      svg: stabilityPanel(context, `stability${index}`, {
        cells: cells.filter((cell) => cell.arm === arm),
        panels: arms.length,
      }),
    })),
    note: `Mean over the seeds at the end of training, in evaluation mode: the stronger the colour, the better, on one scale for all arms; a cell without colour has no result. ×: how many of the cell’s seeds diverged.${metric === 'test loss' ? ' They have no final loss and are in no mean.' : ''}`,
    table: tableOf(context, cells),
  }
}

function mapCells(context: ReportContext): MapCell[] {
  const { metric } = context.question
  const groups = cellValues(context, (run) => {
    const final = finalValue(comparedRun(run), metric)
    return 'value' in final ? final.value : null
  })
  const means = groups.flatMap(({ summary }) => summary.mean ?? [])
  return groups.map((group) => {
    const { arm, cell, seeds, summary } = group
    const { mean, n } = summary
    return {
      ...{ arm, cell, mean, n, runs: seeds.length, diverged: divergedOf(group) },
      shade: mean === null ? null : shadeOf(mean, means, metric),
    }
  })
}

function divergedOf({ seeds }: CellValues): number {
  return seeds.filter(({ outcome }) => outcome === 'diverged').length
}

function legendOf(
  { question: { metric } }: ReportContext,
  cells: readonly MapCell[],
  means: readonly number[],
): Markup[] {
  const ends = [...means].sort((one, other) => shadeOf(one, means, metric) - shadeOf(other, means, metric))
  const unit = metric === 'test accuracy' ? ' %' : ' nats'
  const entry = (opacity: number, name: string, value: number) =>
    markup`<svg class="swatch" viewBox="0 0 22 12" width="22" height="12" aria-hidden="true"><rect x=".5" y=".5" width="21" height="11" fill="var(--arm-batch)" fill-opacity="${opacity}" stroke="var(--axis)"/></svg>${name} ${finalText(metric, value)}${unit}`
  return [
    entry(SHADES[0], 'worst:', ends[0]!),
    entry(SHADES[1], 'best:', ends.at(-1)!),
    ...(cells.some(({ diverged }) => diverged > 0)
      ? [markup`<b aria-hidden="true">×</b> seeds that diverged`]
      : []),
  ]
}

function labelOf(context: ReportContext, cells: readonly MapCell[]): string {
  const { metric } = context.question
  const said = cells.map(({ arm, cell, mean, diverged, runs }) => {
    const result = mean === null ? 'no result' : finalText(metric, mean)
    return `${arm}, ${cellTitle(context, cell).toLowerCase()}: ${result}${diverged > 0 ? `, ${diverged} of ${runs} diverged` : ''}`
  })
  return `${METRIC_UNITS[metric].value}, mean over seeds at the end of training. ${said.join('; ')}.`
}

function tableOf(context: ReportContext, cells: readonly MapCell[]): Markup {
  const { metric } = context.question
  const columns = [
    { title: 'Batch', isNumber: true },
    { title: 'Rate', isNumber: true },
    { title: 'Arm', isRowHeader: true },
    { title: 'N', isNumber: true },
    { title: METRIC_UNITS[metric].value, isNumber: true },
    { title: 'Diverged', isNumber: true },
  ]
  const isAt = (place: Cell) => (one: MapCell) => isSameCell(one.cell, place)
  const rows = context.cells.flatMap((place) =>
    cells
      .filter(isAt(place))
      .map(({ arm, cell, n, mean, diverged, runs }): Part[] => [
        ...[cell.batchSize, rateText(cell.learningRate), arm, n],
        ...[mean === null ? null : finalText(metric, mean), `${diverged} of ${runs}`],
      ]),
  )
  return dataTable(`Final ${metric} by learning rate and batch size`, columns, rows)
}
