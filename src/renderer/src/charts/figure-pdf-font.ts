import type { jsPDF } from 'jspdf'
import boldFile from 'pdfjs-dist/standard_fonts/LiberationSans-Bold.ttf?url'
import regularFile from 'pdfjs-dist/standard_fonts/LiberationSans-Regular.ttf?url'

/**
 * What PDFs are written in: as wide as Helvetica, and unlike a PDF's own Helvetica with −, γ and ≤. Under the SIL Open
 * Font License, as it comes with pdf.js; a file holds the glyphs that it uses.
 */
export const PDF_FONT = 'Liberation Sans'

/** For a character that the font has no glyph for. */
const SUBSTITUTE = '?'

export async function addFont(pdf: jsPDF): Promise<void> {
  for (const [style, address] of [
    ['bold', boldFile],
    ['normal', regularFile],
  ] as const) {
    const name = `${PDF_FONT} ${style}.ttf`
    pdf.addFileToVFS(name, await base64(address))
    pdf.addFont(name, PDF_FONT, style)
  }
  pdf.setFont(PDF_FONT, 'normal')
}

async function base64(address: string): Promise<string> {
  const response = await fetch(address)
  if (!response.ok) throw new Error('The font for PDF files could not be read.')
  const bytes = new Uint8Array(await response.arrayBuffer())
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

/** A text with a question mark for each character that the font has no glyph for: never a wrong glyph. */
export function writable(text: string, pdf: jsPDF): string {
  const { metadata } = pdf.getFont() as unknown as {
    metadata: { characterToGlyph: (code: number) => number }
  }
  return Array.from(text, (character) => {
    const isKnown = character.length === 1 && metadata.characterToGlyph(character.charCodeAt(0)) !== 0
    return isKnown || /\s/.test(character) ? character : SUBSTITUTE
  }).join('')
}
