import { shortened } from './text.ts'

export type Column = {
  title: string
  /** Numbers are on the right, and are never cut off. */
  align: 'left' | 'right'
  /** May be left out where the table would be too wide; the last such column goes first. */
  isOptional?: boolean
}

type Row = readonly string[]

const GAP = '  '
/** Of a text that is cut, with its ellipsis. */
const SHORTEST = 3

/**
 * A table as lines of text, with its titles first, no wider than `width` as far as its columns allow: optional ones are
 * left out, then texts are cut. A number that lost digits would be another number, so lines may be longer instead.
 */
export function tableLines(columns: readonly Column[], rows: readonly Row[], width: number): string[] {
  const shown = shownColumns(columns, rows, width)
  const widths = cutWidths(columns, rows, { shown, width })
  const line = (cells: Row): string =>
    shown
      .map((index, place) => fitted(cells[index] ?? '', widths[place]!, columns[index]!.align))
      .join(GAP)
      .trimEnd()
  return [line(columns.map(({ title }) => title)), ...rows.map(line)]
}

function shownColumns(columns: readonly Column[], rows: readonly Row[], width: number): number[] {
  let shown = columns.map((_, index) => index)
  const total = (): number => lineWidth(shown.map((index) => widthOf(index, columns, rows)))
  while (total() > width) {
    const optional = shown.findLast((index) => columns[index]!.isOptional === true)
    if (optional === undefined) break
    shown = shown.filter((index) => index !== optional)
  }
  return shown
}

/** The widths of the columns that are shown: the widest text gives way first. */
function cutWidths(
  columns: readonly Column[],
  rows: readonly Row[],
  { shown, width }: { shown: readonly number[]; width: number },
): number[] {
  const widths = shown.map((index) => widthOf(index, columns, rows))
  while (lineWidth(widths) > width) {
    const texts = widths.filter((_, place) => columns[shown[place]!]!.align === 'left')
    const widest = Math.max(...texts)
    if (widest <= SHORTEST) break
    const place = widths.findIndex((one, index) => one === widest && columns[shown[index]!]!.align === 'left')
    widths[place] = widest - 1
  }
  return widths
}

function lineWidth(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length)
}

function widthOf(index: number, columns: readonly Column[], rows: readonly Row[]): number {
  return Math.max(columns[index]!.title.length, ...rows.map((row) => (row[index] ?? '').length))
}

function fitted(text: string, width: number, align: Column['align']): string {
  return align === 'left' ? shortened(text, width).padEnd(width) : text.padStart(width)
}
