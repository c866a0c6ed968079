/** One column of a data grid. */
export type GridColumn = {
  key: string
  title: string
  /** Pixels at least; what is left of the grid's width goes to the columns that grow, by their shares. */
  width: number
  grow?: number
  isSortable?: boolean
  /** Numbers stand at the right, so that their digits do. */
  isNumber?: boolean
  /** The title is only read out: what is in the column speaks for itself. */
  isTitleHidden?: boolean
  /** Always shown: it can't be taken away by choosing columns. */
  isFixed?: boolean
  /** The last one, which stays in sight at the right edge where the grid scrolls sideways. */
  isAtEdge?: boolean
  /** Not shown until it is chosen. */
  isOptional?: boolean
}

export type GridSort = { key: string; descending: boolean }

/** Of the column with the checkboxes, the first one. */
const CHECK_WIDTH = 48

/** The columns that are shown, in their own order, given what the user changed: `true` shown, `false` not. */
export function shownColumns(
  columns: readonly GridColumn[],
  chosen: Readonly<Record<string, boolean>>,
): GridColumn[] {
  return columns.filter((column) => isShown(column, chosen))
}

export function isShown(column: GridColumn, chosen: Readonly<Record<string, boolean>>): boolean {
  return column.isFixed === true || (chosen[column.key] ?? column.isOptional !== true)
}

/** The value of `grid-template-columns`, and the width below which the grid scrolls sideways. */
export function columnTemplate(columns: readonly GridColumn[]): { template: string; minWidth: number } {
  const tracks = columns.map(({ width, grow }) =>
    grow === undefined ? `${width}px` : `minmax(${width}px, ${grow}fr)`,
  )
  return {
    template: [`${CHECK_WIDTH}px`, ...tracks].join(' '),
    minWidth: columns.reduce((sum, { width }) => sum + width, CHECK_WIDTH),
  }
}

/** How a click on a column's heading changes the order: another column ascending, the same one the other way round. */
export function nextSort(sort: GridSort | null, key: string): GridSort {
  return { key, descending: sort?.key === key && !sort.descending }
}
