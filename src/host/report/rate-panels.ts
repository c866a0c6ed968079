import type { Cell } from '../../domain/compared-run.ts'
import type { Panel } from './figure.ts'
import type { Markup } from './markup.ts'
import type { ReportContext } from './report-context.ts'
import type { ChartSize } from './chart-svg.ts'

/** Charts against the batch size: one panel for each learning rate, titled where there are several. */
export function ratePanels(
  { cells }: ReportContext,
  draw: (cells: Cell[], size: ChartSize, index: number) => Markup,
): Panel[] {
  const rates = [...new Set(cells.map(({ learningRate }) => learningRate))].toSorted((a, b) => a - b)
  const size = rates.length < 3 ? { width: 540, height: 320 } : { width: 360, height: 260 }
  return rates.map((rate, index) => ({
    title: rates.length > 1 ? `Learning rate ${rate}` : null,
    svg: draw(
      cells.filter(({ learningRate }) => learningRate === rate),
      size,
      index,
    ),
  }))
}
