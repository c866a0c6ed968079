import { createHash } from 'node:crypto'
import type { Connection } from './connection.ts'

/** JSON that many rows share and that is stored once. */
export type SharedContent<T> = {
  /** The number of the row that holds this value, made if there is none. Call it within a write. */
  numberOf: (value: T) => number
  /** The value of a row; equal numbers give the same object. */
  valueOf: (number: number) => T
}

/** @param table one with the columns number, digest and content */
export function sharedContent<T extends object>(
  connection: Connection,
  table: 'recipe' | 'environment',
): SharedContent<T> {
  const find = connection.prepare<[string], { number: number }>(
    `SELECT number FROM ${table} WHERE digest = ?`,
  )
  const insert = connection.prepare<[string, string]>(`INSERT INTO ${table} (digest, content) VALUES (?, ?)`)
  const read = connection.prepare<[number], { content: string }>(
    `SELECT content FROM ${table} WHERE number = ?`,
  )
  const known = new Map<number, T>()
  return {
    numberOf(value) {
      const content = JSON.stringify(value)
      const digest = createHash('sha256').update(content).digest('hex')
      return find.get(digest)?.number ?? Number(insert.run(digest, content).lastInsertRowid)
    },
    valueOf(number) {
      const value = known.get(number) ?? (JSON.parse(read.get(number)!.content) as T)
      known.set(number, value)
      return value
    },
  }
}
