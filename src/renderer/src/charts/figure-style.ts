/** How a figure is drawn for where it goes. */
export type FigureStyle = {
  /** As on the screen; for print, in millimetres; for a slide of 16:9, with large text. */
  kind: 'screen' | 'paper' | 'slide'
  /** Of paper: the whole figure, and its text. */
  widthMm: number
  heightMm: number
  fontPt: number
  /** Whether the caption is printed under the figure; its metadata have it always. */
  hasCaption: boolean
}

/** Across both columns of a journal's page. */
export const USUAL_STYLE: FigureStyle = {
  ...{ kind: 'screen', widthMm: 178, heightMm: 110, fontPt: 8, hasCaption: true },
}

/** Between these a style's numbers lie. */
export const STYLE_LIMITS = {
  widthMm: { min: 40, max: 1000 },
  heightMm: { min: 30, max: 1000 },
  fontPt: { min: 4, max: 48 },
} as const

/** Size of the labels of an axis in the options of charts, in pixels: what all else is measured against. */
const LABEL_PX = 11
const PX_PER_MM = 96 / 25.4
const PX_PER_PT = 96 / 72
const SLIDE = { width: 1280, height: 720, fontPx: 22 }

/** A page of a fixed size in units of the drawing, in which axis labels are 11 large; null where content decides. */
export type FigurePage = {
  width: number
  height: number
  /** Pixels of the screen (1/96 inch) a unit. */
  scale: number
  /** For the SVG's attributes: `178mm`, `1280`. */
  outer: { width: string; height: string }
}

export function figurePage({ kind, widthMm, heightMm, fontPt }: FigureStyle): FigurePage | null {
  if (kind === 'screen') return null
  if (kind === 'slide') {
    const scale = SLIDE.fontPx / LABEL_PX
    const outer = { width: String(SLIDE.width), height: String(SLIDE.height) }
    return { width: SLIDE.width / scale, height: SLIDE.height / scale, scale, outer }
  }
  const scale = (fontPt * PX_PER_PT) / LABEL_PX
  return {
    width: (widthMm * PX_PER_MM) / scale,
    height: (heightMm * PX_PER_MM) / scale,
    ...{ scale, outer: { width: `${widthMm}mm`, height: `${heightMm}mm` } },
  }
}
