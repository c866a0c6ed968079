import { SHAPES, type ArmLook, type Shape } from '../../domain/arm-look.ts'
import { markup, trustedMarkup, type Markup } from './markup.ts'

/** A small picture of the line and marker, to stand before the arm's name. */
export function swatch({ color, dash, shape }: ArmLook): Markup {
  return markup`<svg class="swatch" viewBox="0 0 34 12" width="34" height="12" aria-hidden="true"><path d="M1 6H33" stroke="${color}" stroke-width="2" stroke-dasharray="${dash.join(' ')}"/>${marker(shape, color)}</svg>`
}

/** An arm's name behind its swatch, which it never leaves. */
export function armName(look: ArmLook, name: string): Markup {
  return markup`<span class="arm">${swatch(look)}<span>${name}</span></span>`
}

/** The marker alone, filled or as an outline. */
export function markerSwatch(shape: Shape, color: string, isOpen = false): Markup {
  return markup`<svg class="swatch" viewBox="10 0 14 12" width="14" height="12" aria-hidden="true">${marker(shape, color, isOpen)}</svg>`
}

function marker(shape: Shape, color: string, isOpen = false): Markup {
  const fill = isOpen ? 'var(--page)' : color
  return markup`<path d="${trustedMarkup(SHAPES[shape])}" transform="translate(17 6) scale(4)" fill="${fill}" stroke="${color}" stroke-width=".35"/>`
}
