import type Database from 'better-sqlite3'
import { migrations } from './migrations/list.ts'

/** The number of the newest migration that a database has had; 0 for a new one. */
export function schemaOf(database: Database.Database): number {
  return database.pragma('user_version', { simple: true }) as number
}

/**
 * Brings a database to a schema, each migration in a transaction of its own.
 * @param backupOf the database's file, beside which a copy is made before the first change; null for no copy
 * @param to the schema to stop at, usually the newest
 */
export function migrate(
  database: Database.Database,
  { backupOf, to = migrations.length }: { backupOf: string | null; to?: number },
): void {
  const from = schemaOf(database)
  if (from > 0 && from < to && backupOf !== null) backUp(database, backupOf, from)
  for (const [index, sql] of migrations.slice(0, to).entries()) {
    database
      .transaction(() => {
        // Asked inside the transaction: another process may have migrated in the meantime.
        if (schemaOf(database) !== index) return
        database.exec(sql)
        database.pragma(`user_version = ${index + 1}`)
      })
      .immediate()
  }
}

function backUp(database: Database.Database, file: string, schema: number): void {
  const time = new Date().toISOString().replace(/[:.]/g, '-')
  database.prepare('VACUUM INTO ?').run(`${file}.backup-v${schema}-${time}`)
}
