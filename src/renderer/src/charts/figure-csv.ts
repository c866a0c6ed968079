import { csvLine } from '../../../domain/csv.ts'
import type { FigureColumn, FigureTable } from './figure.ts'

/** A figure's numbers as CSV: a head with the names and units, then a line for each row. */
export function figureCsv({ columns, rows }: FigureTable): string {
  return [columns.map(heading), ...rows].map(csvLine).join('')
}

function heading({ name, unit }: FigureColumn): string {
  return unit === null ? name : `${name} (${unit})`
}
