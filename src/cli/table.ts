import { shortened } from './text.ts'

export type Column = {
  title: string
  align: 'left' | 'right'
  /** May be left out where the table would be too wide; the last such column goes first. */
  isOptional?: boolean
}

const GAP = '  '

/** A table as lines of text, with its titles first, no wider than `width` as far as its optional columns allow. */
export function tableLines(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): string[] {
  const shown = shownColumns(columns, rows, width)
  const widths = shown.map((index) => widthOf(index, columns, rows))
  const line = (cells: readonly string[]): string =>
    shown
      .map((index, place) => padded(cells[index] ?? '', widths[place]!, columns[index]!.align))
      .join(GAP)
      .trimEnd()
  return [line(columns.map(({ title }) => title)), ...rows.map(line)].map((text) => shortened(text, width))
}

function shownColumns(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): number[] {
  let shown = columns.map((_, index) => index)
  const total = (): number =>
    shown.reduce((sum, index) => sum + widthOf(index, columns, rows) + GAP.length, -GAP.length)
  while (total() > width) {
    const optional = shown.findLast((index) => columns[index]!.isOptional === true)
    if (optional === undefined) break
    shown = shown.filter((index) => index !== optional)
  }
  return shown
}

function widthOf(index: number, columns: readonly Column[], rows: readonly (readonly string[])[]): number {
  return Math.max(columns[index]!.title.length, ...rows.map((row) => (row[index] ?? '').length))
}

function padded(text: string, width: number, align: Column['align']): string {
  return align === 'left' ? text.padEnd(width) : text.padStart(width)
}
