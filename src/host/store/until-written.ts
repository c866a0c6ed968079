import type { Connection } from './connection.ts'

/**
 * A reading function that finds the same again, without reading, until anything is written to the database: by this
 * connection, which SQLite counts, or by another, which changes the version of the data. (The heartbeat of a lease does
 * so each second: what is kept serves the questions of one view.)
 */
export function untilWritten<T>(connection: Connection, read: (key: string) => T): (key: string) => T {
  const changes = connection.prepare<[], { total: number }>(`SELECT total_changes() AS total`)
  const kept = new Map<string, T>()
  let before = ''
  return (key) => {
    const version = connection.database.pragma('data_version', { simple: true })
    const now = `${changes.get()!.total} ${String(version)}`
    if (now !== before) kept.clear()
    before = now
    const known = kept.get(key)
    if (known !== undefined) return known
    const found = read(key)
    kept.set(key, found)
    return found
  }
}
