import { statSync } from 'node:fs'
import type { Environment } from '../../contract/experiment-record.ts'
import type { Recipe } from '../../domain/recipe.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import { calibrationStore } from './calibrations.ts'
import { checkpointStore } from './checkpoints.ts'
import { comparedRunReader } from './compared-runs.ts'
import { connect, type Connection } from './connection.ts'
import { cutterBack } from './cut-back.ts'
import { experimentLister } from './experiment-lists.ts'
import { experimentStore } from './experiments.ts'
import { facetReader } from './facets.ts'
import { schemaOf } from './migrate.ts'
import { openDatabase } from './open-database.ts'
import { queueOrder } from './queue-order.ts'
import { resultStore } from './results.ts'
import { runChanges } from './run-changes.ts'
import { runInserter } from './run-insert.ts'
import { runLister } from './run-lists.ts'
import { runReader } from './runs.ts'
import { seriesStore } from './series.ts'
import { settingStore } from './settings.ts'
import { sharedContent } from './shared-content.ts'
import { asStoreError, withStoreErrors } from './sqlite-error.ts'
import { trashStore } from './trash.ts'

export type StoreOptions = {
  /** Called at the start of every write transaction: it throws when this process may no longer write. */
  guard?: () => void
  /** The clock, in milliseconds since 1970. */
  now?: () => number
}

/** Everything that is kept, in one database file. Its functions answer at once, and throw WorkbenchError. */
export type Store = ReturnType<typeof openStore>

/**
 * Opens the database file, made where there is none, checked and brought to the newest schema.
 * One of a newer version is opened for reading only: see `readOnlyReason`.
 * @throws WorkbenchError `unavailable`, with the file and what to do, when it cannot be opened or is damaged
 */
export function openStore(file: string, { guard = () => undefined, now = Date.now }: StoreOptions = {}) {
  const { database, readOnlyReason } = openDatabase(file)
  try {
    const connection = connect(database, readOnlyReason, guard)
    return { file, ...subjects(connection, file, now), ...administration(connection, file) }
  } catch (error) {
    database.close()
    if (readOnlyReason === null) throw error
    throw new WorkbenchError('unavailable', `${readOnlyReason} It cannot be read either: ${String(error)}.`)
  }
}

function subjects(connection: Connection, file: string, now: () => number) {
  const recipes = sharedContent<Recipe>(connection, 'recipe')
  const environments = sharedContent<Environment>(connection, 'environment')
  const queue = queueOrder(connection)
  const context = { now, endOfQueue: queue.end, environmentNumber: environments.numberOf }
  const series = seriesStore(connection)
  const runs = { ...runReader(connection, recipes, environments), ...runChanges(connection, context) }
  const experiments = experimentStore(connection, runInserter(connection, recipes, context))
  return {
    experiments: withErrorsOf(file, {
      ...experiments,
      ...trashStore(connection),
      list: experimentLister(connection),
      facets: facetReader(connection),
    }),
    runs: withErrorsOf(file, {
      ...runs,
      list: runLister(connection),
      putInOrder: queue.putInOrder,
      cutBack: cutterBack(connection, series),
    }),
    compared: withErrorsOf(file, comparedRunReader(connection, recipes, series)),
    series: withErrorsOf(file, series),
    results: withErrorsOf(file, resultStore(connection, series)),
    checkpoints: withErrorsOf(file, checkpointStore(connection)),
    settings: withErrorsOf(file, settingStore(connection)),
    calibrations: withErrorsOf(file, calibrationStore(connection)),
  }
}

function administration(connection: Connection, file: string) {
  const { database } = connection
  return {
    /** Why nothing can be written, in sentences; null when it can. */
    readOnlyReason: connection.readOnlyReason,
    schema: schemaOf(database),
    /** The open database and its statements: for the lease, which has a table in it, and for tests. */
    connection,
    /** Makes several writes one: all of them or none. What it calls must answer at once, without promises. */
    transaction: <T>(action: () => T): T => withStoreErrors(file, () => connection.write(action)),
    /** A consistent copy as one new file, made piece by piece, so that the host answers meanwhile. @returns its bytes */
    async backup(to: string): Promise<number> {
      await database.backup(to).catch((error: unknown) => {
        throw asStoreError(error, to)
      })
      return statSync(to).size
    },
    close: (): void => void database.close(),
  }
}

/** The same functions; what SQLite reports, they throw in a user's words. */
function withErrorsOf<T extends object>(file: string, functions: T): T {
  const entries = Object.entries(functions) as [string, (...inputs: unknown[]) => unknown][]
  return Object.fromEntries(
    entries.map(([name, run]) => [
      name,
      (...inputs: unknown[]) => withStoreErrors(file, () => run(...inputs)),
    ]),
  ) as T
}
