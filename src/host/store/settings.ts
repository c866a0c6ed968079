import type { Connection } from './connection.ts'

/** Named values that are kept as JSON. Whoever reads one validates it. */
export function settingStore(connection: Connection) {
  const read = connection.prepare<[string], { value: string }>(`SELECT value FROM setting WHERE name = ?`)
  const write = connection.prepare<[string, string]>(
    `INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)`,
  )
  return {
    /** Undefined when it was never set. */
    get(name: string): unknown {
      const row = read.get(name)
      return row && (JSON.parse(row.value) as unknown)
    },
    set(name: string, value: unknown): void {
      connection.write(() => write.run(name, JSON.stringify(value)))
    },
  }
}
