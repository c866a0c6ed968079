import type { FigureCell, FigureColumn, FigureTable } from './figure.ts'

/**
 * A figure's numbers as CSV (RFC 4180): a head with the names and units, then a line for each row. Numbers have the
 * digits that bring back the same float64; one that is not finite is NaN, Infinity or -Infinity, nothing an empty cell.
 */
export function figureCsv({ columns, rows }: FigureTable): string {
  return [columns.map(heading), ...rows].map((cells) => `${cells.map(cellText).join(',')}\r\n`).join('')
}

function heading({ name, unit }: FigureColumn): string {
  return unit === null ? name : `${name} (${unit})`
}

function cellText(cell: FigureCell): string {
  if (typeof cell === 'number') return Object.is(cell, -0) ? '-0' : String(cell)
  if (cell === null) return ''
  // A spreadsheet would compute a name that begins as a formula does.
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
