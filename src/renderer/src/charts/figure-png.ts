import { withNotes, type PngNotes } from './figure-png-notes.ts'

/** A picture's size in pixels of the screen, and how many of its own it has for each. */
export type PngSize = { width: number; height: number; scale: number }

/** More than this many pixels no browser draws. */
const MOST_PIXELS = 120e6
const SCREEN_PER_INCH = 96

/** An SVG as a picture. Paper has no ground, and neither has its picture. */
export async function svgToPng(
  svg: string,
  { width, height, scale }: PngSize,
  texts: PngNotes['texts'],
): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  if (canvas.width * canvas.height > MOST_PIXELS)
    throw new Error('A picture of this size is too large. Choose a smaller figure or fewer pixels.')
  const image = await loaded(svg)
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (blob === null) throw new Error('The browser could not make the picture.')
  const png = new Uint8Array(await blob.arrayBuffer())
  return new Blob(withNotes(png, { texts, pixelsPerInch: SCREEN_PER_INCH * scale }), { type: 'image/png' })
}

async function loaded(svg: string): Promise<HTMLImageElement> {
  const image = new Image()
  image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    await image.decode()
    return image
  } finally {
    URL.revokeObjectURL(image.src)
  }
}
