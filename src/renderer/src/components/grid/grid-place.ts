/** Where the keyboard is in a data grid: −1 is the row of headings, column 0 that of the checkboxes. */
export type Place = { row: number; column: number }

export type GridSize = {
  rows: number
  columns: number
  /** Rows that are seen at once. */
  pageRows: number
}

export const HEADINGS = -1

/** Where a key leads, with Ctrl or without; null when it is no key that moves. */
export function nextPlace(place: Place, key: string, isControl: boolean, size: GridSize): Place | null {
  const to = (row: number, column: number): Place => within({ row, column }, size)
  const { row, column } = place
  switch (key) {
    case 'ArrowUp':
      return to(row - 1, column)
    case 'ArrowDown':
      return to(row + 1, column)
    case 'ArrowLeft':
      return to(row, column - 1)
    case 'ArrowRight':
      return to(row, column + 1)
    case 'PageUp':
      return to(Math.max(row - size.pageRows, Math.min(row, 0)), column)
    case 'PageDown':
      return to(row + size.pageRows, column)
    case 'Home':
      return isControl ? to(0, 0) : to(row, 0)
    case 'End':
      return isControl ? to(size.rows - 1, size.columns - 1) : to(row, size.columns - 1)
    default:
      return null
  }
}

/** The nearest place that exists. */
export function within({ row, column }: Place, { rows, columns }: GridSize): Place {
  return {
    row: Math.max(HEADINGS, Math.min(row, rows - 1)),
    column: Math.max(0, Math.min(column, columns - 1)),
  }
}
