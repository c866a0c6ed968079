import Database from 'better-sqlite3'
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { WorkbenchError } from '../../contract/errors.ts'
import { migrate, schemaOf } from './migrate.ts'
import { migrations } from './migrations/list.ts'
import { withStoreErrors } from './sqlite-error.ts'

const BUSY_TIMEOUT_MS = 5000
/** "BNWB", which the first migration writes into the file's header. */
const APPLICATION_ID = 0x424e5742

export type OpenedDatabase = { database: Database.Database; readOnlyReason: string | null }

/**
 * Opens a database file, made where there is none, checked and brought to the newest schema.
 * One with a newer schema than this program knows is opened for reading only.
 * @throws WorkbenchError `unavailable`, with the file and what to do, when it cannot be opened or is damaged
 */
export function openDatabase(file: string): OpenedDatabase {
  return withStoreErrors(file, () => {
    makeFolder(file)
    if (isOfNewerSchema(file)) return openForReading(file)
    const isNew = !existsSync(file) || statSync(file).size === 0
    const database = new Database(file, { timeout: BUSY_TIMEOUT_MS })
    try {
      const opened = isNew ? database : checked(database, file)
      return prepareFor(opened, file, isNew)
    } catch (error) {
      database.close()
      throw error
    }
  })
}

/**
 * Whether a database is of a newer schema than this program knows: then nothing may be written into it, not even who
 * holds it. What cannot be read as a database is not; opening it says what is wrong.
 */
export function isOfNewerSchema(file: string): boolean {
  if (!existsSync(file)) return false
  try {
    const database = new Database(file, { readonly: true, timeout: BUSY_TIMEOUT_MS })
    try {
      return schemaOf(database) > migrations.length
    } finally {
      database.close()
    }
  } catch {
    return false
  }
}

function prepareFor(database: Database.Database, file: string, isNew: boolean): OpenedDatabase {
  checkOwner(database, file)
  database.pragma('journal_mode = WAL')
  // With WAL a crash of the program loses nothing; a power cut at most the last transactions, never consistency.
  database.pragma('synchronous = NORMAL')
  database.pragma('foreign_keys = ON')
  // Pages that are written again and again reach the file less often: 16 MiB of them wait in the log.
  database.pragma('wal_autocheckpoint = 4000')
  migrate(database, { backupOf: isNew ? null : file })
  return { database, readOnlyReason: null }
}

/** A database without this program's mark, that holds more than a lease, is another program's. */
function checkOwner(database: Database.Database, file: string): void {
  if (database.pragma('application_id', { simple: true }) === APPLICATION_ID) return
  const others = `SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name <> 'lease'`
  if (database.prepare(others).get() === undefined) return
  throw new WorkbenchError(
    'unavailable',
    `${file} is a database of another program. Nothing was changed. Choose another file.`,
  )
}

function openForReading(file: string): OpenedDatabase {
  const database = new Database(file, { readonly: true, timeout: BUSY_TIMEOUT_MS })
  try {
    checkOwner(checked(database, file), file)
    return {
      database,
      readOnlyReason:
        `The database ${file} was written by a newer version of this program (schema ${schemaOf(database)}; this one ` +
        `knows ${migrations.length}). It can be read here; to write to it, update the program.`,
    }
  } catch (error) {
    database.close()
    throw error
  }
}

function checked(database: Database.Database, file: string): Database.Database {
  const finding = firstFinding(database)
  if (finding === null) return database
  const backup = newestBackup(file)
  throw new WorkbenchError(
    'unavailable',
    `The database ${file} is damaged (${finding}). Nothing was changed. To go on: keep a copy of it, then ` +
      (backup === null
        ? `move it away, with ${basename(file)}-wal beside it if there is one; a new one is made at the next start. `
        : `put the newest backup, ${backup}, in its place and remove ${basename(file)}-wal if there is one. `) +
      `"sqlite3 ${file} .recover" saves what can still be read.`,
  )
}

/** What `quick_check` finds first, in its words; null when all is well. */
function firstFinding(database: Database.Database): string | null {
  try {
    const result = database.pragma('quick_check(1)', { simple: true }) as string
    return result === 'ok' ? null : (result.split('\n')[0] as string)
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_CORRUPT')) return error.message
    throw error
  }
}

/** The file of the newest backup beside a database; null when there is none. */
function newestBackup(file: string): string | null {
  const folder = dirname(file)
  const backups = readdirSync(folder)
    .filter((name) => name.startsWith(`${basename(file)}.backup-`))
    .map((name) => ({ name, at: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at)
  return backups[0] === undefined ? null : join(folder, backups[0].name)
}

function makeFolder(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true })
  } catch (error) {
    throw new WorkbenchError(
      'unavailable',
      `The folder of the database ${file} cannot be made: ${(error as Error).message}. Choose another file.`,
    )
  }
}
