/** The numbers behind a chart: exactly those that are drawn, with how each column writes them. */
export type ChartTable = {
  columns: readonly { title: string; text?: (value: number) => string }[]
  rows: readonly (readonly (string | number | null)[])[]
}

export function cellText({ columns }: ChartTable, column: number, value: string | number | null): string {
  if (value === null) return '–'
  if (typeof value === 'string') return value
  return columns[column]!.text?.(value) ?? String(value)
}
