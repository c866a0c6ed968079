/** How a column of numbers writes them. */
type Column = { title: string; text?: (value: number) => string }

/** The numbers behind a chart: exactly those that are drawn, with how each column writes them. */
export type ChartTable = {
  columns: readonly Column[]
  rows: readonly (readonly (string | number | null)[])[]
}

/** A cell in words. */
export function cellText({ text = String }: Pick<Column, 'text'>, value: string | number | null): string {
  if (value === null) return '–'
  return typeof value === 'string' ? value : text(value)
}
