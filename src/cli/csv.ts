/** What a cell may hold; null is an empty one, and what is not finite is NaN, Infinity or -Infinity. */
export type Cell = string | number | null

/** A line of comma-separated values (RFC 4180), with its end. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(cellText).join(',')}\n`
}

function cellText(cell: Cell): string {
  if (cell === null) return ''
  const text = String(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
