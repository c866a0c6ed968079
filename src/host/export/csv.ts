import { csvLine, type CsvCell } from '../../domain/csv.ts'
import { float32Text } from '../float32-text.ts'
import type { Column, Table } from './record-tables.ts'

const LINES_PER_PIECE = 1000

/** A table as comma-separated values with its titles, in pieces of a thousand lines. */
export function* csvText({ rows, columns }: Table): Generator<string> {
  yield csvLine(columns.map(({ name }) => name))
  const cells = columns.map(cellsOf)
  for (let start = 0; start < rows; start += LINES_PER_PIECE) {
    let piece = ''
    for (let row = start; row < Math.min(rows, start + LINES_PER_PIECE); row++)
      piece += csvLine(cells.map((cell) => cell(row)))
    yield piece
  }
}

/** A float32 with its own digits: those that it has as a float64 would claim more than was measured. */
function cellsOf({ type, data }: Column): (row: number) => CsvCell {
  if (type !== 'FLOAT') return (row) => data[row]!
  return (row) => (Number.isFinite(data[row]!) ? Number(float32Text(data[row]!)) : data[row]!)
}
