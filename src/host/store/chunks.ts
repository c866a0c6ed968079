import { BLOCK, blocksOfBlocks, blocksOfValues, firstBlocks } from './blocks.ts'
import type { Connection } from './connection.ts'
import { bytesOf, floatsOf } from './packed.ts'

/*
 * How a series lies in the database. Level 0 holds its values: in chunks of WINDOW values, each beginning at a
 * multiple of WINDOW, and after the last whole one in pieces of up to PIECE, of which only the last is written again
 * while the series grows. When a window is full its pieces become one chunk, and it gets its blocks: at level 1 of 64
 * values, a row a window; at level 2 of 64² values, a row for 64 windows.
 */
export const WINDOW = BLOCK * BLOCK
const PIECE = 256
/** How many steps a row of a level covers. */
const rowSteps = [WINDOW, WINDOW, WINDOW * BLOCK] as const
export type Level = 0 | 1 | 2

type Row = { first_step: number; data: Uint8Array }

/** The rows of series, by the series' number. Writing functions are to be called within a write. */
export function chunkStore(connection: Connection) {
  const readRange = connection.prepare<[number, number, number, number], Row>(`
    SELECT first_step, data FROM chunk
    WHERE series = ? AND level = ? AND first_step >= ? AND first_step < ? ORDER BY first_step`)
  const readOne = connection.prepare<[number, number, number], { data: Uint8Array }>(
    `SELECT data FROM chunk WHERE series = ? AND level = ? AND first_step = ?`,
  )
  const write = connection.prepare<[number, number, number, Uint8Array]>(`
    INSERT INTO chunk (series, level, first_step, data) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET data = excluded.data`)
  const removeFrom = connection.prepare<[number, number, number]>(
    `DELETE FROM chunk WHERE series = ? AND level = ? AND first_step >= ?`,
  )

  function put(series: number, level: Level, firstStep: number, values: Float32Array): void {
    write.run(series, level, firstStep, bytesOf(values))
  }

  function held(series: number, level: Level, firstStep: number): Float32Array {
    const row = readOne.get(series, level, firstStep)
    return row ? floatsOf(row.data) : new Float32Array()
  }

  /** The rows of a level that hold anything of the steps from `from` to before `to`. */
  function rows(
    series: number,
    level: Level,
    from: number,
    to: number,
  ): { firstStep: number; data: Float32Array }[] {
    const start = from - (from % rowSteps[level])
    const found = readRange.all(series, level, start, to)
    return found.map((row) => ({ firstStep: row.first_step, data: floatsOf(row.data) }))
  }

  /** The values of the steps from `from` to before `to`, all of which must be there. */
  function values(series: number, from: number, to: number): Float32Array<ArrayBuffer> {
    const result = new Float32Array(Math.max(0, to - from))
    for (const { firstStep, data } of rows(series, 0, from, to)) {
      const part = data.subarray(Math.max(0, from - firstStep), Math.max(0, to - firstStep))
      if (firstStep + data.length > from) result.set(part, Math.max(0, firstStep - from))
    }
    return result
  }

  function addPieces(series: number, length: number, added: Float32Array): void {
    for (let done = 0; done < added.length;) {
      const start = length + done - ((length + done) % PIECE)
      const room = start + PIECE - (length + done)
      const before = length + done > start ? held(series, 0, start) : new Float32Array()
      put(series, 0, start, joined(before, added.subarray(done, done + room)))
      done += room
    }
  }

  function seal(series: number, start: number, whole: Float32Array): void {
    removeFrom.run(series, 0, start)
    put(series, 0, start, whole)
    const blocks = blocksOfValues(whole)
    put(series, 1, start, blocks)
    const above = start - (start % rowSteps[2])
    put(series, 2, above, joined(held(series, 2, above), blocksOfBlocks(blocks)))
  }

  /** Adds values to a series of `length` steps. */
  function append(series: number, length: number, added: Float32Array): void {
    for (let done = 0; done < added.length;) {
      const at = length + done
      const start = at - (at % WINDOW)
      const part = added.subarray(done, done + start + WINDOW - at)
      if (at + part.length < start + WINDOW) addPieces(series, at, part)
      else seal(series, start, joined(values(series, start, at), part))
      done += part.length
    }
  }

  /** Cuts a series back to `length` steps. */
  function truncate(series: number, length: number): void {
    const start = length - (length % WINDOW)
    const kept = values(series, start, length)
    const above = start - (start % rowSteps[2])
    const blocksAbove = firstBlocks(held(series, 2, above), (start - above) / WINDOW)
    for (const level of [0, 1]) removeFrom.run(series, level, start)
    removeFrom.run(series, 2, above)
    if (blocksAbove.length > 0) put(series, 2, above, blocksAbove)
    append(series, start, kept)
  }

  return { rows, values, append, truncate }
}

function joined(first: Float32Array, second: Float32Array): Float32Array {
  if (first.length === 0) return second
  const both = new Float32Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}
