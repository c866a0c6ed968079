import type { Page } from '@playwright/test'
import { fileURLToPath } from 'node:url'
import type * as PdfJs from 'pdfjs-dist'

/** What a reader of PDFs finds in one, and what it draws. */
export type OpenedPdf = {
  info: Record<string, string>
  widthMm: number
  text: string
  /** Paths that are drawn, and pictures among them. */
  strokes: number
  images: number
  /** Share of the page's pixels that are not white. */
  ink: number
  /** The page as a PNG, in base64. */
  picture: string
}

const build = fileURLToPath(new URL('../../node_modules/pdfjs-dist/build/', import.meta.url))

/** Reads and draws the first page of a PDF with pdf.js, in an empty page, which is closed then. */
export async function openPdf(empty: Page, content: Buffer): Promise<OpenedPdf> {
  // Where there is the worker's code in the page itself, no worker is needed.
  for (const file of ['pdf.worker.min.mjs', 'pdf.min.mjs'])
    await empty.addScriptTag({ path: `${build}${file}`, type: 'module' })
  await empty.waitForFunction(() => 'pdfjsLib' in globalThis && 'pdfjsWorker' in globalThis)
  const opened = await empty.evaluate(readPdf, content.toString('base64'))
  await empty.close()
  return opened
}

/** Runs in the page. */
async function readPdf(base64: string): Promise<OpenedPdf> {
  const { pdfjsLib } = globalThis as unknown as { pdfjsLib: typeof PdfJs }
  const data = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  const document = await pdfjsLib.getDocument({ data }).promise
  const page = await document.getPage(1)
  const { info } = await document.getMetadata()
  const { items } = await page.getTextContent()
  const { fnArray } = await page.getOperatorList()
  const count = (...names: (keyof typeof PdfJs.OPS)[]): number =>
    fnArray.filter((operator) => names.some((name) => pdfjsLib.OPS[name] === operator)).length
  const viewport = page.getViewport({ scale: 2 })
  const canvas = Object.assign(globalThis.document.createElement('canvas'), {
    ...{ width: Math.ceil(viewport.width), height: Math.ceil(viewport.height) },
  })
  await page.render({ canvas, viewport }).promise
  const { data: pixels } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
  let inked = 0
  for (let at = 0; at < pixels.length; at += 4)
    if (Math.min(pixels[at]!, pixels[at + 1]!, pixels[at + 2]!) < 230) inked++
  return {
    info: info as Record<string, string>,
    widthMm: (page.getViewport({ scale: 1 }).width / 72) * 25.4,
    text: items.map((item) => ('str' in item ? item.str : '')).join(' '),
    strokes: count('constructPath'),
    images: count('paintImageXObject'),
    ink: inked / (pixels.length / 4),
    picture: canvas.toDataURL().split(',')[1]!,
  }
}
