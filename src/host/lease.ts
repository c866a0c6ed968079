import Database from 'better-sqlite3'
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { WorkbenchError } from '../contract/errors.ts'
import { withStoreErrors } from './store/sqlite-error.ts'

/** Who holds a database: the process, where it answers, and the word that opens its door. */
export type LeaseRow = { holder: string; pid: number; socket: string; token: string; heartbeat: number }

const HEARTBEAT_MS = 1000
/** A holder that was not heard of for so long is gone, unless it answers. */
const STALE_MS = 5000
/** While it starts a holder hears nothing and says nothing: it may be checking or migrating a large database. */
const START_MS = 60_000

// The same as in the store's first migration: whoever comes first makes it.
const table = `
  CREATE TABLE IF NOT EXISTS lease (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    holder TEXT NOT NULL,
    pid INTEGER NOT NULL,
    socket TEXT NOT NULL,
    token TEXT NOT NULL,
    heartbeat INTEGER NOT NULL
  ) STRICT`

/**
 * The one row in a database that says which process may write to it. Taken and given up in transactions, so that of
 * several processes that want it one gets it.
 */
export class Lease {
  readonly #database: Database.Database
  readonly #file: string
  readonly #holder = randomBytes(8).toString('hex')
  readonly #select: Database.Statement<[], LeaseRow>
  #timer: NodeJS.Timeout | undefined
  #isClosed = false

  /** @throws WorkbenchError `unavailable` when the file can't be opened */
  constructor(file: string) {
    this.#file = file
    this.#database = withStoreErrors(file, () => {
      mkdirSync(dirname(file), { recursive: true })
      const database = new Database(file, { timeout: 5000 })
      if (!hasTable(database)) database.exec(table)
      return database
    })
    this.#select = this.#database.prepare('SELECT holder, pid, socket, token, heartbeat FROM lease')
  }

  /** Who holds the database; null when nobody does. */
  read(): LeaseRow | null {
    return withStoreErrors(this.#file, () => this.#select.get() ?? null)
  }

  /**
   * Takes the lease from `seen`, the row that was read before (null: nobody).
   * @returns whether it was got: not when another process was faster
   */
  take(seen: LeaseRow | null, socket: string, token: string): boolean {
    return withStoreErrors(this.#file, () =>
      this.#database
        .transaction(() => {
          if (this.read()?.holder !== seen?.holder) return false
          const heartbeat = Date.now() + START_MS
          const row = { holder: this.#holder, pid: process.pid, socket, token, heartbeat }
          this.#database
            .prepare(`INSERT OR REPLACE INTO lease VALUES (1, @holder, @pid, @socket, @token, @heartbeat)`)
            .run(row)
          return true
        })
        .immediate(),
    )
  }

  /**
   * Tells from now on every second that this process lives.
   * @param onLost called once when another one has taken over; the lease is closed by then
   */
  keep(onLost: () => void): void {
    const beat = this.#database.prepare<[number, string]>('UPDATE lease SET heartbeat = ? WHERE holder = ?')
    this.#beat(beat)
    this.#everySecond(() => {
      if (this.#beat(beat)) return
      this.close()
      onLost()
    })
  }

  /**
   * Looks every second whether the holder that this process is attached to is still the one, and lives. Its connection
   * alone does not tell: that of a process which is frozen stays open.
   * @param answers asks the holder, once it has not been heard of for seconds
   * @param onGone called once when another process has taken over, or could; the lease is closed by then
   */
  watch(holder: LeaseRow, answers: (row: LeaseRow) => Promise<boolean>, onGone: () => void): void {
    let isAsking = false
    this.#everySecond(() => {
      if (isAsking) return
      isAsking = true
      void this.#isStill(holder, answers).then((isStill) => {
        isAsking = false
        if (isStill || this.#isClosed) return
        this.close()
        onGone()
      })
    })
  }

  /** @throws WorkbenchError `conflict` when another process has taken the database over */
  check(): void {
    if (!this.#isClosed && this.read()?.holder === this.#holder) return
    throw new WorkbenchError(
      'conflict',
      `Another process has taken over the database ${this.#file} while this one did not answer. Start again.`,
    )
  }

  /** Lets go of the file, without a lease. */
  close(): void {
    clearInterval(this.#timer)
    this.#isClosed = true
    this.#database.close()
  }

  /** Gives the lease up, if it is this process's still, and closes. */
  release(): void {
    if (this.#isClosed) return
    try {
      this.#database.prepare<[string]>('DELETE FROM lease WHERE holder = ?').run(this.#holder)
    } finally {
      this.close()
    }
  }

  #everySecond(action: () => void): void {
    this.#timer = setInterval(action, HEARTBEAT_MS).unref()
  }

  async #isStill(holder: LeaseRow, answers: (row: LeaseRow) => Promise<boolean>): Promise<boolean> {
    const row = this.#readPatiently()
    if (row === 'unknown') return true
    if (row?.holder !== holder.holder) return false
    return !isGone(row) || (await answers(row))
  }

  /** A database that is busy for a moment says nothing of who holds it. */
  #readPatiently(): LeaseRow | null | 'unknown' {
    try {
      return this.read()
    } catch {
      return 'unknown'
    }
  }

  /** The same while writing. */
  #beat(beat: Database.Statement<[number, string]>): boolean {
    try {
      return beat.run(Date.now(), this.#holder).changes > 0
    } catch {
      return true
    }
  }
}

/** Whether a holder is gone: its process has ended, or it has not been heard of for seconds. */
export function isGone({ pid, heartbeat }: LeaseRow): boolean {
  return !isAlive(pid) || Date.now() - heartbeat > STALE_MS
}

function hasTable(database: Database.Database): boolean {
  return (
    database.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'lease'`).get() !==
    undefined
  )
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
