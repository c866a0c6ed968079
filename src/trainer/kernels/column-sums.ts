import { at, get, get4, set, set4 } from './memory'

// A sum of many rows loses digits when they are added one by one in float32: rows are summed in blocks of BLOCK and
// the block sums are added.
export const BLOCK: i32 = 64

/** total[columns] += part[columns]. */
export function addColumns(total: usize, part: usize, columns: i32): void {
  const vectors = columns & ~3
  let c = 0
  for (; c < vectors; c += 4) set4(total, c, f32x4.add(get4(total, c), get4(part, c)))
  for (; c < columns; c++) set(total, c, get(total, c) + get(part, c))
}

/** sums[columns] = the sum of the rows of x [rows, columns]. `part` is scratch of one row. */
export function columnSums(x: usize, sums: usize, rows: i32, columns: i32, part: usize): void {
  const bytes = (<usize>columns) << 2
  memory.fill(sums, 0, bytes)
  for (let i = 0; i < rows;) {
    memory.fill(part, 0, bytes)
    for (const end = min(rows, i + BLOCK); i < end; i++) addColumns(part, at(x, i * columns), columns)
    addColumns(sums, part, columns)
  }
}
