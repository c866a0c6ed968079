/** What a cell of a table may hold; null is a missing value. */
export type CsvCell = string | number | null

/**
 * A line of comma-separated values (RFC 4180), with its end. Numbers have the digits that bring back the same float64;
 * one that is not finite is NaN, Infinity or -Infinity. A text that a spreadsheet would compute gets an apostrophe before
 * it.
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(cellText).join(',')}\r\n`
}

function cellText(cell: CsvCell): string {
  if (typeof cell === 'number') return Object.is(cell, -0) ? '-0' : String(cell)
  if (cell === null) return ''
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
