import type { FigureStyle } from './figure-style.ts'

export type ColorOf = (variable: string) => string

/** In print and on a projector pale lines are lost: each of these is drawn in the stronger one. */
const STRONGER: Readonly<Record<string, string>> = {
  '--ui-border': '--ui-border-accented',
  '--ui-border-accented': '--ui-text-dimmed',
  '--ui-text-dimmed': '--ui-text-muted',
  '--ui-text-muted': '--ui-text',
}

/** Reads style variables as colours that any program knows: as the page has them, or those of the light page, stronger. */
export function figureColors(kind: FigureStyle['kind']): { colorOf: ColorOf; end: () => void } {
  const probe = document.createElement('div')
  if (kind !== 'screen') probe.className = 'light'
  probe.hidden = true
  document.body.append(probe)
  const style = getComputedStyle(probe)
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!
  const known = new Map<string, string>()
  const colorOf: ColorOf = (variable) => {
    const name = kind === 'screen' ? variable : (STRONGER[variable] ?? variable)
    const color = known.get(name) ?? plainColor(style.getPropertyValue(name).trim(), context)
    known.set(name, color)
    return color
  }
  return { colorOf, end: () => probe.remove() }
}

/** A colour of any notation as `#rrggbb`: few programs know `oklch()`. */
function plainColor(color: string, context: CanvasRenderingContext2D): string {
  context.fillStyle = color
  context.fillRect(0, 0, 1, 1)
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data
  return `#${[red, green, blue].map((part) => part!.toString(16).padStart(2, '0')).join('')}`
}
