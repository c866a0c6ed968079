import { ByteWriter, ParquetWriter, schemaFromColumnData, type ColumnSource } from 'hyparquet-writer'
import { setImmediate } from 'node:timers/promises'
import type { Column, Table } from './record-tables.ts'

/** Rows that are encoded at one go, and read at one go by most programs. */
const GROUP_ROWS = 100_000

/**
 * A table as the bytes of a Parquet file. Snappy is the compression that every reader knows; the bytes of floats are
 * first sorted by their place (BYTE_STREAM_SPLIT), since exponents repeat where mantissas are noise.
 * @param madeBy name and version of the program, for the file's own notes
 * @param onRows told how many rows are written
 */
export async function parquetBytes(
  { rows, columns }: Table,
  madeBy: string,
  onRows: (done: number) => void = () => undefined,
): Promise<Uint8Array> {
  const writer = new ByteWriter()
  const schema = schemaFromColumnData({ columnData: columns.map(sourceOf) })
  const file = new ParquetWriter({ writer, schema, codec: 'SNAPPY', createdBy: madeBy })
  for (let start = 0; start < rows; start += GROUP_ROWS) {
    const end = Math.min(rows, start + GROUP_ROWS)
    const columnData = columns.map((column) => sourceOf(part(column, start, end)))
    await file.write({ columnData, rowGroupSize: GROUP_ROWS })
    onRows(end)
    await setImmediate() // the host answers meanwhile
  }
  await file.finish()
  return writer.getBytes()
}

function part(column: Column, start: number, end: number): Column {
  return { ...column, data: column.data.slice(start, end) } as Column
}

/** What is in a typed array has no missing values. */
function sourceOf({ name, type, data }: Column): ColumnSource {
  if (data instanceof Float32Array)
    return { name, type, data, nullable: false, encoding: 'BYTE_STREAM_SPLIT' }
  if (data instanceof Int32Array) return { name, type, data, nullable: false }
  return { name, type, data: [...data] }
}
