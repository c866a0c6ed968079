import type { Cell } from '../../domain/compared-run.ts'
import type { Panel } from './figure.ts'
import type { Markup } from './markup.ts'
import { hasSeveralRates, type ReportContext } from './report-context.ts'
import type { ChartSize } from './chart-svg.ts'

/** From so many places for markers on, a chart takes the whole width of the page. */
const CROWDED = 14

/** Whether a chart with `count` things at each batch size has room in half of the page's width. */
export function fitsHalf(context: ReportContext, count: number): boolean {
  return !hasSeveralRates(context) && count * context.cells.length < CROWDED
}

/** Charts against the batch size, `count` things at each: one panel a learning rate, titled where there are several. */
export function ratePanels(
  context: ReportContext,
  count: number,
  draw: (cells: Cell[], size: ChartSize, index: number) => Markup,
): Panel[] {
  const rates = [...new Set(context.cells.map(({ learningRate }) => learningRate))].toSorted((a, b) => a - b)
  const size = sizeOf(rates.length, fitsHalf(context, count))
  return rates.map((rate, index) => ({
    title: rates.length > 1 ? `Learning rate ${rate}` : null,
    svg: draw(
      context.cells.filter(({ learningRate }) => learningRate === rate),
      size,
      index,
    ),
  }))
}

function sizeOf(panels: number, isHalf: boolean): ChartSize {
  if (panels > 2) return { width: 360, height: 260 }
  return panels === 1 && !isHalf ? { width: 1116, height: 340 } : { width: 540, height: 320 }
}
