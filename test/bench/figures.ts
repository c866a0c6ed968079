/** The middle value; the mean of the two middle ones of an even number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle) - 1]!) / 2
}

const WIDTHS = [6, 6, 22, 22, 24, 24]

/** Cells as a line of aligned columns. */
export function row(...cells: (string | number)[]): string {
  return cells.map((cell, column) => String(cell).padEnd(WIDTHS[column]!)).join('')
}
