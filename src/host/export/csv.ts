import { float32Text } from '../float32-text.ts'
import type { Cell, Column, Table } from './record-tables.ts'

const LINES_PER_PIECE = 1000

/** A table as comma-separated values (RFC 4180) with its titles, in pieces of a thousand lines. */
export function* csvText({ rows, columns }: Table): Generator<string> {
  yield csvLine(columns.map(({ name }) => name))
  const texts = columns.map(textsOf)
  for (let start = 0; start < rows; start += LINES_PER_PIECE) {
    let piece = ''
    for (let row = start; row < Math.min(rows, start + LINES_PER_PIECE); row++)
      piece += csvLine(texts.map((text) => text(row)))
    yield piece
  }
}

function textsOf({ type, data }: Column): (row: number) => Cell {
  return type === 'FLOAT' ? (row) => floatText(data[row]!) : (row) => data[row]!
}

/** JSON's word for what is not finite would be an empty cell here: a loss that diverged is no missing one. */
function floatText(value: number): string {
  return Number.isFinite(value) ? float32Text(value) : String(value)
}

function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(cellText).join(',')}\n`
}

function cellText(cell: Cell): string {
  if (cell === null) return ''
  const text = String(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
