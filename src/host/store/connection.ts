import type Database from 'better-sqlite3'
import { WorkbenchError } from '../../contract/errors.ts'

/** What the functions of the store share: an open database, its statements, and the one way to write. */
export type Connection = {
  readonly database: Database.Database
  /** Why nothing can be written, in sentences; null when it can. */
  readonly readOnlyReason: string | null
  /** The SQL of every statement that was prepared: a test asks of each whether it uses an index. */
  readonly statements: readonly string[]
  prepare<Parameters extends unknown[] | object, Row = unknown>(
    sql: string,
  ): Database.Statement<Parameters extends unknown[] ? Parameters : [Parameters], Row>
  /**
   * Does all of `action` or nothing of it, after the guard has agreed; inside another write it is a part of that one.
   * @throws WorkbenchError `unavailable` when the database is open for reading only; what the guard throws
   */
  write<T>(action: () => T): T
}

/** @param guard called at the start of every write transaction: it throws when this process may no longer write */
export function connect(
  database: Database.Database,
  readOnlyReason: string | null,
  guard: () => void,
): Connection {
  const statements: string[] = []
  const prepare: Connection['prepare'] = (sql) => {
    statements.push(sql)
    return database.prepare(sql)
  }
  return {
    database,
    readOnlyReason,
    statements,
    prepare,
    write<T>(action: () => T): T {
      if (readOnlyReason !== null) throw new WorkbenchError('unavailable', readOnlyReason)
      if (database.inTransaction) return database.transaction(action)()
      const guarded = database.transaction(() => {
        guard()
        return action()
      })
      return guarded.immediate()
    },
  }
}
