import { captionLines, programName } from './figure-caption.ts'
import { figureColors } from './figure-colors.ts'
import { figureCsv } from './figure-csv.ts'
import { figureLayout, type FigureLayout } from './figure-layout.ts'
import { svgToPng } from './figure-png.ts'
import type { FigureStyle } from './figure-style.ts'
import { figureSvg } from './figure-svg.ts'
import { measureText, type Measure } from './figure-text.ts'
import type { Figure, FigureStamp } from './figure.ts'

export type FigureFormat = 'svg' | 'png' | 'pdf' | 'csv'

/** All that a file of a figure is made from. */
export type FigureJob = {
  figure: Figure
  style: FigureStyle
  stamp: FigureStamp
  /** Of a PNG: how many pixels it has for each of the screen. */
  pixelScale: number
}

export type FigureDrawing = FigureLayout & { svg: string }

/** A file, and in sentences what can't be read in it. */
export type FigureFile = { content: Blob; warnings: string[] }

const NO_ROOM =
  'The panels have too little room to be read. Choose a larger size or another style under “Style and preview …”, or filter the comparison to fewer learning rates.'
const LOST_LETTERS = 'Some letters can’t be written in the PDF and stand there as “?”. SVG and PNG keep them.'

/** A figure as a file. */
export async function figureFile(format: FigureFormat, job: FigureJob): Promise<FigureFile> {
  switch (format) {
    case 'csv':
      return { content: new Blob([figureCsv(job.figure.table)], { type: 'text/csv' }), warnings: [] }
    case 'svg': {
      const { svg, ...drawing } = drawFigure(job)
      return { content: new Blob([svg], { type: 'image/svg+xml' }), warnings: warningsOf(drawing) }
    }
    case 'png': {
      const drawing = drawFigure(job)
      return { content: await pngOf(job, drawing), warnings: warningsOf(drawing) }
    }
    case 'pdf': {
      // Its makers are large, and most figures are saved as something else.
      const { figurePdf } = await import('./figure-pdf.ts')
      const pdf = await figurePdf(job.figure, job.stamp, (measure) => drawFigure(job, measure))
      return { content: pdf.content, warnings: warningsOf(pdf) }
    }
  }
}

function warningsOf({ isRoomy, isWhole = true }: { isRoomy: boolean; isWhole?: boolean }): string[] {
  return [...(isRoomy ? [] : [NO_ROOM]), ...(isWhole ? [] : [LOST_LETTERS])]
}

/** A figure as SVG with its size; in colours of the page as it is now. */
export function drawFigure(
  { figure, style, stamp }: Omit<FigureJob, 'pixelScale'>,
  measure: Measure = measureText,
): FigureDrawing {
  const colors = figureColors(style.kind)
  try {
    const layout = figureLayout(figure, style, stamp, measure)
    return { ...layout, svg: figureSvg(figure, layout, style, stamp, colors.colorOf) }
  } finally {
    colors.end()
  }
}

function pngOf(
  { figure, stamp, pixelScale }: FigureJob,
  { svg, width, height, scale }: FigureDrawing,
): Promise<Blob> {
  const { experiments, runIds } = figure.caption
  // Keywords as the specification of PNG registers them.
  return svgToPng(
    svg,
    { width: width * scale, height: height * scale, scale: pixelScale },
    {
      Title: figure.title,
      Description: captionLines(figure, stamp).join('\n'),
      Software: programName(stamp),
      'Creation Time': stamp.date.toUTCString(),
      Source: [...experiments.map(({ id }) => `experiment ${id}`), ...runIds.map((id) => `run ${id}`)].join(
        ', ',
      ),
    },
  )
}
