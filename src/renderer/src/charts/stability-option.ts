import { SHADES } from '../../../domain/stability-shade.ts'
import { AXIS_TEXT } from './chart-look.ts'
import type { EChartsOption } from './echarts.ts'

/** One batch size and learning rate of a map. */
export type MapCell = {
  /** Indices of the batch size and of the learning rate. */
  column: number
  row: number
  /** The mean result over the runs that have one; null where there is none. */
  mean: number | null
  n: number
  /** Share of the runs that diverged. */
  diverged: number
  /** From the worst result of all maps, 0, to the best, 1; null where there is none. */
  share: number | null
  /** The result in a word, and how many runs diverged; empty where none did. */
  text: string
  divergedText: string
}

/** The size of the text in cells that are many side by side, and in others. */
const [MANY, SMALL, USUAL] = [6, 10, 12]
/** A cell of words alone: the palest shade is the worst result, which is one. */
const NO_RESULT = { visualMap: false, itemStyle: { color: 'transparent' } }

/** Results by batch size and learning rate: one hue, stronger for better, so that it reads with any colour vision. */
export function stabilityOption(
  cells: readonly MapCell[],
  { columns, rows }: { columns: readonly string[]; rows: readonly string[] },
): EChartsOption {
  const axis = {
    type: 'category',
    nameTextStyle: AXIS_TEXT,
    axisLabel: AXIS_TEXT,
    splitArea: { show: false },
  }
  const bare = { axisTick: { show: false }, axisLine: { show: false } }
  return {
    animation: false,
    grid: { left: 62, right: 10, top: 26, bottom: 38, outerBoundsMode: 'none' },
    xAxis: { ...axis, ...bare, data: columns, name: 'Batch size', nameLocation: 'middle', nameGap: 24 },
    yAxis: {
      ...{ ...axis, ...bare, data: rows, name: 'Learning rate', nameGap: 10 },
      nameTextStyle: { ...AXIS_TEXT, align: 'left', padding: [0, 0, 0, -56] },
    },
    visualMap: {
      ...{ type: 'continuous', show: false, min: 0, max: 1, dimension: 2, seriesIndex: 0 },
      inRange: { opacity: [...SHADES] },
    },
    tooltip: { show: false },
    series: [
      {
        ...{ id: 'cells', type: 'heatmap', silent: true, emphasis: { disabled: true } },
        itemStyle: { color: 'var(--arm-batch)', borderColor: 'var(--ui-bg)', borderWidth: 2 },
        label: {
          // A pale cell has no pale text.
          ...{ show: true, color: 'var(--ui-text-highlighted)', opacity: 1, lineHeight: 15 },
          fontSize: columns.length > MANY ? SMALL : USUAL,
          formatter: ({ dataIndex }: { dataIndex: number }) => words(cells[dataIndex]!),
        },
        data: cells.map(({ column, row, share }) =>
          share === null ? { value: [column, row, 0], ...NO_RESULT } : [column, row, share],
        ),
      },
    ],
  }
}

function words({ text, divergedText }: MapCell): string {
  return divergedText === '' ? text : `${text}\n× ${divergedText}`
}
