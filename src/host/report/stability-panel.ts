import type { CustomSeriesRenderItemReturn } from 'echarts'
import type { Cell } from '../../domain/compared-run.ts'
import { rateText } from '../../domain/number-text.ts'
import { SHADES } from '../../domain/stability-shade.ts'
import { finalText } from '../../domain/table-text.ts'
import { axesOption } from './chart-axes.ts'
import { drawn } from './chart-parts.ts'
import { chartSvg } from './chart-svg.ts'
import { panelSize } from './curve-panel.ts'
import type { Markup } from './markup.ts'
import type { ReportContext } from './report-context.ts'
import type { Scale } from './scale.ts'

/** An arm's runs at one batch size and learning rate. */
export type MapCell = {
  arm: string
  cell: Cell
  mean: number | null
  n: number
  runs: number
  diverged: number
  /** From the worst result of all maps, 0, to the best, 1; null where there is none. */
  shade: number | null
}

/** What axes take, and each learning rate, in pixels. */
const [AROUND, ROW] = [72, 42]
/** Narrower cells have smaller text. */
const NARROW = 56

/** Cells by batch size and learning rate in shades of one colour, each with its result and how many seeds diverged. */
export function stabilityPanel(
  { cells: places, question: { metric } }: ReportContext,
  id: string,
  { cells, panels }: { cells: readonly MapCell[]; panels: number },
): Markup {
  const sizes = ascending(places.map(({ batchSize }) => batchSize))
  const rates = ascending(places.map(({ learningRate }) => learningRate))
  const { width } = panelSize(panels)
  const option = axesOption({
    ...{ x: placesScale(sizes.length), y: placesScale(rates.length) },
    ...{ xName: 'Batch size', yName: 'Learning rate' },
    xLabel: (place) => String(sizes[place]),
    yLabel: (place) => rateText(rates[place]!),
  })
  const bare = { splitLine: { show: false }, axisLine: { show: false }, axisTick: { show: false } }
  return chartSvg(
    id,
    { width, height: AROUND + ROW * rates.length },
    {
      ...option,
      ...{ xAxis: { ...(option.xAxis as object), ...bare }, yAxis: { ...(option.yAxis as object), ...bare } },
      series: cells.map((cell) => {
        const place = { x: sizes.indexOf(cell.cell.batchSize), y: rates.indexOf(cell.cell.learningRate) }
        return drawn((toPixels) => cellShape(cell, finalText(metric, cell.mean), toPixels, place), false)
      }),
    },
  )
}

function cellShape(
  { shade, mean, diverged, runs }: MapCell,
  result: string,
  toPixels: (x: number, y: number) => number[],
  { x, y }: { x: number; y: number },
): CustomSeriesRenderItemReturn {
  const [[left, top], [right, bottom]] = [toPixels(x - 0.5, y + 0.5), toPixels(x + 0.5, y - 0.5)] as [
    [number, number],
    [number, number],
  ]
  const shape = { x: left + 1, y: top + 1, width: right - left - 2, height: bottom - top - 2 }
  const opacity = shade === null ? 0 : SHADES[0] + shade * (SHADES[1] - SHADES[0])
  const words = [mean === null ? 'no result' : result, ...(diverged > 0 ? [`× ${diverged}/${runs}`] : [])]
  const fontSize = shape.width < NARROW ? 10 : 12
  const text = (line: string, index: number): CustomSeriesRenderItemReturn => ({
    type: 'text',
    style: {
      ...{ text: line, fill: 'var(--ink)', fontSize, align: 'center', verticalAlign: 'middle' },
      x: (left + right) / 2,
      y: (top + bottom) / 2 + (index - (words.length - 1) / 2) * (fontSize + 3),
    },
  })
  const outline = shade === null ? { stroke: 'var(--grid)', lineWidth: 1 } : {}
  const area = { type: 'rect', shape, style: { fill: 'var(--arm-batch)', fillOpacity: opacity, ...outline } }
  return { type: 'group', children: [area, ...words.map(text)] as never }
}

/** Places 0, 1, 2 …, with half a place on both sides. */
function placesScale(count: number): Scale {
  const ticks = Array.from({ length: count }, (_, place) => place)
  return { min: -0.5, max: count - 0.5, ticks, isLogarithmic: false }
}

function ascending(values: readonly number[]): number[] {
  return [...new Set(values)].toSorted((a, b) => a - b)
}
