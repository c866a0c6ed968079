import { jsPDF } from 'jspdf'
import { svg2pdf } from 'svg2pdf.js'
import { captionLines, programName } from './figure-caption.ts'
import { addFont, PDF_FONT, writable } from './figure-pdf-font.ts'
import { FIGURE_FONT, type Measure } from './figure-text.ts'
import type { Figure, FigureStamp } from './figure.ts'

const POINTS_PER_PX = 72 / 96

export type PdfDrawing = { svg: string; width: number; height: number; scale: number; isRoomy: boolean }

export type FigurePdf = {
  content: Blob
  /** Whether all its text could be written: the font has not the letters of every script. */
  isWhole: boolean
  /** Whether its panels have room to be read. */
  isRoomy: boolean
}

/**
 * A figure as a PDF of one page with lines as paths and text as text, and what it is in the document's properties.
 * @param draw draws the SVG, given how wide texts are in the PDF's font
 */
export async function figurePdf(
  figure: Figure,
  stamp: FigureStamp,
  draw: (measure: Measure) => PdfDrawing,
): Promise<FigurePdf> {
  const measuring = new jsPDF()
  await addFont(measuring)
  const { svg, isRoomy, ...size } = draw((text, fontSize) => measuring.getStringUnitWidth(text) * fontSize)
  const [width, height] = [size.width, size.height].map((length) => length * size.scale * POINTS_PER_PX)
  const pdf = new jsPDF({
    ...{ unit: 'pt', format: [width!, height!], orientation: width! > height! ? 'landscape' : 'portrait' },
    ...{ compress: true, putOnlyUsedFonts: true },
  })
  await addFont(pdf)
  const { element, isWhole } = withWritableText(svg, pdf)
  await svg2pdf(element, pdf, { x: 0, y: 0, width: width!, height: height! })
  const { experiments, runIds } = figure.caption
  pdf.setDocumentProperties({
    title: figure.title,
    subject: captionLines(figure, stamp).join('\n'),
    keywords: [...experiments.map(({ id }) => id), ...runIds].join(', '),
    creator: programName(stamp),
  })
  pdf.setCreationDate(stamp.date)
  return { content: pdf.output('blob'), isWhole, isRoomy }
}

function withWritableText(svg: string, pdf: jsPDF): { element: Element; isWhole: boolean } {
  const inFont = svg.replaceAll(FIGURE_FONT, PDF_FONT)
  const document = new DOMParser().parseFromString(inFont, 'image/svg+xml')
  let isWhole = true
  for (const text of document.querySelectorAll('text')) {
    const written = writable(text.textContent, pdf)
    isWhole &&= written === text.textContent
    text.textContent = written
  }
  return { element: document.documentElement, isWhole }
}
