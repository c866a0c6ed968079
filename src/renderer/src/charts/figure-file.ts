import { figureCsv } from './figure-csv.ts'
import { figureColors } from './figure-colors.ts'
import { figureLayout } from './figure-layout.ts'
import type { FigureStyle } from './figure-style.ts'
import { figureSvg } from './figure-svg.ts'
import { measureText } from './figure-text.ts'
import type { Figure, FigureStamp } from './figure.ts'

export type FigureFormat = 'svg' | 'csv'

/** A figure as a file. Loaded when the first one is asked for. */
export function figureFile(
  format: FigureFormat,
  figure: Figure,
  style: FigureStyle,
  stamp: FigureStamp,
): Blob {
  if (format === 'csv') return new Blob([figureCsv(figure.table)], { type: 'text/csv' })
  return new Blob([drawnSvg(figure, style, stamp)], { type: 'image/svg+xml' })
}

function drawnSvg(figure: Figure, style: FigureStyle, stamp: FigureStamp): string {
  const colors = figureColors(style.kind)
  try {
    const layout = figureLayout(figure, style, stamp, measureText)
    return figureSvg(figure, layout, style, stamp, colors.colorOf)
  } finally {
    colors.end()
  }
}
