import Database from 'better-sqlite3'
import { join } from 'node:path'

/** Of how many shapes the database in a home keeps what they cost. */
export function storedCosts(home: string): number {
  const database = new Database(join(home, 'workbench.db'), { readonly: true })
  try {
    return database.prepare('SELECT count(*) FROM calibration').pluck().get() as number
  } finally {
    database.close()
  }
}
