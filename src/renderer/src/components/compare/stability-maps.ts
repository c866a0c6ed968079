import type { CompareCell, CompareSummary } from '../../../../contract/compare.ts'
import { rateText } from '../../../../domain/number-text.ts'
import { sampleOf } from '../../../../domain/result-summary.ts'
import { shadeOf } from '../../../../domain/stability-shade.ts'
import type { FigurePanel, FigureTable } from '../../charts/figure.ts'
import { stabilityOption, type MapCell } from '../../charts/stability-option.ts'
import type { EChartsOption } from '../../charts/echarts.ts'
import { ratesOf, sizesOf } from './cell-groups.ts'
import { countsText, metricColumn, metricText } from './comparison-text.ts'

/** What an arm's runs come to at each learning rate and batch size. */
export type StabilityMap = { arm: string; option: EChartsOption; cells: MapCell[] }

/** Rows of the smallest map and of each learning rate, in pixels. */
const [LEAST, HEAD, ROW] = [180, 80, 46]

/** A map for each arm, all in the shades of one scale. */
export function stabilityMaps({
  cells,
  arms,
  metric,
}: Pick<CompareSummary, 'cells' | 'arms' | 'metric'>): StabilityMap[] {
  const [sizes, rates] = [sizesOf(cells), ratesOf(cells)]
  const means = cells.flatMap((cell) => sampleOf(cell, metric).mean ?? [])

  function mapCell(cell: CompareCell): MapCell {
    const { mean, n } = sampleOf(cell, metric)
    return {
      ...{ column: sizes.indexOf(cell.batchSize), row: rates.indexOf(cell.learningRate), mean, n },
      ...{ diverged: cell.diverged, divergedText: divergedCount(cell) },
      share: mean === null ? null : shadeOf(mean, means, metric),
      text: mean === null ? 'no result' : metricText(metric, mean),
    }
  }

  return arms.flatMap(({ label }) => {
    const own = cells.filter(({ arm }) => arm === label).map(mapCell)
    const labels = { columns: sizes.map(String), rows: rates.map(rateText) }
    return own.length === 0 ? [] : [{ arm: label, cells: own, option: stabilityOption(own, labels) }]
  })
}

/** “2/5”, as short as a cell of many needs it; empty where none diverged. */
function divergedCount({ diverged, runIds }: CompareCell): string {
  return diverged === 0 ? '' : `${Math.round(diverged * runIds.length)}/${runIds.length}`
}

/** “N = 3 to 5 runs a cell.” over the cells that have a result. */
export function stabilityCount(maps: readonly StabilityMap[]): string {
  return countsText(
    maps.flatMap(({ cells }) => cells.flatMap(({ mean, n }) => (mean === null ? [] : n))),
    'runs a cell',
  )
}

/** The height of a map with so many learning rates, in pixels. */
export function mapHeight(rates: number): number {
  return Math.max(LEAST, HEAD + ROW * rates)
}

/** As panels of a figure. */
export function stabilityPanels(maps: readonly StabilityMap[], rates: number): FigurePanel[] {
  return maps.map(({ arm, option }) => ({ title: arm, option, width: 480, height: mapHeight(rates) }))
}

/** Every cell that maps draw: its number, how many runs it is over, how many diverged, and its shade. */
export function stabilityTable(
  maps: readonly StabilityMap[],
  { cells, metric }: Pick<CompareSummary, 'cells' | 'metric'>,
): FigureTable {
  const [sizes, rates] = [sizesOf(cells), ratesOf(cells)]
  return {
    columns: [
      ...['panel', 'batch size', 'learning rate'].map((name) => ({ name, unit: null })),
      ...[metricColumn(metric), { name: 'N', unit: null }],
      { name: 'diverged', unit: 'share of the runs' },
      { name: 'shade', unit: '0 worst, 1 best' },
    ],
    rows: maps.flatMap(({ arm, cells: own }) =>
      own.map(({ column, row, mean, n, diverged, share }) => [
        ...[arm, sizes[column]!, rates[row]!, mean, n, diverged, share],
      ]),
    ),
  }
}
