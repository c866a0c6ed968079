import { printedCaption } from './figure-caption.ts'
import { figurePage, type FigureStyle } from './figure-style.ts'
import { cut, wrapped, type Measure } from './figure-text.ts'
import type { Figure, FigureLegendItem, FigureStamp } from './figure.ts'

/** Where everything of a figure stands, in units of the drawing; texts by their base line. */
export type FigureLayout = {
  width: number
  height: number
  /** Of the SVG, with its unit. */
  outer: { width: string; height: string }
  /** Pixels a unit. */
  scale: number
  title: { y: number; lines: string[] }
  legend: { x: number; y: number; item: FigureLegendItem }[]
  /** Each panel's box; its title, if any, stands above, cut where it would reach over the next. */
  panels: { x: number; y: number; width: number; height: number; title: string }[]
  caption: { y: number; lines: string[] }
  /** Whether the panels have room to be read. */
  isRoomy: boolean
}

export const SIZES = { title: 14, panelTitle: 12, legend: 11, caption: 10 } as const
export const MARGIN = 10
const GAP = 12
const TITLE_LINE = 18
const LEGEND_LINE = 18
const PANEL_TITLE = 16
/** A panel's title begins so far within it. */
export const TITLE_INSET = 4
const CAPTION_LINE = 13
/** Of a swatch in the legend with its distance to the text. */
export const SWATCH = 28
const SWATCH_GAP = 6
/** A panel that is smaller can't be read. */
const LEAST_PANEL = { width: 150, height: 90 }

/** Lays a figure out: panels as large as on the screen, or as large as a page of a fixed size leaves room for. */
export function figureLayout(
  figure: Figure,
  style: FigureStyle,
  stamp: FigureStamp,
  measure: Measure,
): FigureLayout {
  const page = figurePage(style)
  const shown = shownSize(figure)
  const width = page?.width ?? 2 * MARGIN + figure.across * (shown.width + GAP) - GAP
  const room = width - 2 * MARGIN
  const title = wrapped(figure.title, room, SIZES.title, measure)
  const legend = placeLegend(figure.legend, room, measure)
  const caption = style.hasCaption
    ? printedCaption(figure, stamp).flatMap((line) => wrapped(line, room, SIZES.caption, measure))
    : []
  const legendY = MARGIN + title.length * TITLE_LINE
  const top = legendY + legend.lines * LEGEND_LINE + 4
  const below = caption.length === 0 ? MARGIN : caption.length * CAPTION_LINE + MARGIN + 6
  const grid =
    page === null ? gridOf(figure, figure.across, shown) : fitted(figure, room, page.height - top - below)
  const panels = grid.boxes.map(({ x, y, ...size }, index) => ({
    ...{ x: MARGIN + x, y: top + y, ...size },
    title: cut(figure.panels[index]!.title, size.width - TITLE_INSET, SIZES.panelTitle, measure),
  }))
  const height = page?.height ?? top + grid.height + below
  return {
    ...{ width, height, scale: page?.scale ?? 1, panels },
    outer: page?.outer ?? { width: String(Math.round(width)), height: String(Math.round(height)) },
    title: { y: MARGIN + SIZES.title, lines: title },
    legend: legend.items.map(({ x, line, item }) => ({
      ...{ x: MARGIN + x, y: legendY + line * LEGEND_LINE + LEGEND_LINE / 2 + 1, item },
    })),
    caption: { y: height - MARGIN - (caption.length - 1) * CAPTION_LINE - 2, lines: caption },
    isRoomy: panels.every((box) => box.width >= LEAST_PANEL.width && box.height >= LEAST_PANEL.height),
  }
}

export const LINE_HEIGHTS = { title: TITLE_LINE, caption: CAPTION_LINE } as const

type Size = { width: number; height: number }
type Grid = { height: number; boxes: ({ x: number; y: number } & Size)[] }

function shownSize({ panels }: Figure): Size {
  return {
    width: Math.max(LEAST_PANEL.width, ...panels.map(({ width }) => width)),
    height: Math.max(LEAST_PANEL.height, ...panels.map(({ height }) => height)),
  }
}

function gridOf({ panels }: Figure, across: number, { width, height }: Size): Grid {
  const head = panels.some(({ title }) => title !== '') ? PANEL_TITLE : 0
  const boxes = panels.map((_, index) => ({
    x: (index % across) * (width + GAP),
    y: Math.floor(index / across) * (height + head + GAP) + head,
    ...{ width, height },
  }))
  return { boxes, height: Math.ceil(panels.length / across) * (height + head + GAP) - GAP }
}

/** As many panels beside each other as make the flattest or narrowest of them most like those on the screen. */
function fitted(figure: Figure, width: number, height: number): Grid {
  const { panels } = figure
  const head = panels.some(({ title }) => title !== '') ? PANEL_TITLE : 0
  const shown = shownSize(figure)
  const sizes = panels.map((_, index) => {
    const across = index + 1
    const down = Math.ceil(panels.length / across)
    const size = {
      width: Math.max(1, (width + GAP) / across - GAP),
      height: Math.max(1, (height + GAP) / down - GAP - head),
    }
    return { across, size, likeness: Math.min(size.width / shown.width, size.height / shown.height) }
  })
  const best = sizes.reduce((most, own) => (own.likeness > most.likeness ? own : most))
  return gridOf(figure, best.across, best.size)
}

function placeLegend(
  legend: readonly FigureLegendItem[],
  room: number,
  measure: Measure,
): { lines: number; items: { x: number; line: number; item: FigureLegendItem }[] } {
  let [x, line] = [0, 0]
  const items = legend.map((item) => {
    const width = SWATCH + SWATCH_GAP + measure(item.label, SIZES.legend)
    if (x > 0 && x + width > room) [x, line] = [0, line + 1]
    const placed = { x, line, item }
    x += width + 2 * GAP
    return placed
  })
  return { lines: legend.length === 0 ? 0 : line + 1, items }
}
