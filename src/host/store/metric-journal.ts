import type { Connection } from './connection.ts'

/** So many changes of a run, and so many runs, are remembered; of what came before, all is sent again. */
const MOST_CHANGES = 256
const MOST_RUNS = 2000
/** The cursor is saved after so many changes, to write one page less with each. */
const CHANGES_A_SAVE = 1000
/** It goes on so much higher after each start: no cursor is given twice, whatever was saved last. */
const START_GAP = 1_000_000

type Journal = { completeFrom: number; changes: { cursor: number; firstStep: number }[] }

/**
 * Numbers the changes to series, and remembers where the newest ones began. It is kept in memory: what it no longer
 * knows is answered with 0, so that the whole run is read again, which is always right.
 */
export class MetricJournal {
  readonly #journals = new Map<number, Journal>()
  readonly #save: (cursor: number) => void
  readonly #saved: () => number
  #cursor: number

  constructor(connection: Connection) {
    const read = connection.prepare<[], { cursor: number }>(`SELECT cursor FROM metric_cursor WHERE id = 1`)
    const write = connection.prepare<[number]>(`UPDATE metric_cursor SET cursor = ? WHERE id = 1`)
    this.#save = (cursor) => void write.run(cursor)
    this.#saved = () => read.get()!.cursor
    this.#cursor = this.#saved() + (connection.readOnlyReason === null ? START_GAP : 0)
  }

  /** The number of the last change. */
  get cursor(): number {
    return this.#cursor
  }

  /** A new number for a change; call it within the write that makes the change. */
  next(): number {
    this.#cursor++
    // What was saved is read again each time: the write that saved it may have been rolled back.
    if (this.#cursor - this.#saved() >= CHANGES_A_SAVE) this.#save(this.#cursor)
    return this.#cursor
  }

  /** @param before the cursor of the run's change before this one */
  note(run: number, before: number, firstStep: number): void {
    const journal = this.#journals.get(run) ?? { completeFrom: before, changes: [] }
    journal.changes.push({ cursor: this.#cursor, firstStep })
    if (journal.changes.length > MOST_CHANGES) {
      journal.completeFrom = journal.changes.splice(0, MOST_CHANGES / 2).at(-1)!.cursor
    }
    this.#journals.set(run, journal)
    if (this.#journals.size > MOST_RUNS) this.#journals.delete(this.#journals.keys().next().value!)
  }

  /** The least step that changed after `cursor` in a run that did change; 0 where that is not known. */
  firstStepAfter(run: number, cursor: number): number {
    const journal = this.#journals.get(run)
    if (journal === undefined || cursor < journal.completeFrom) return 0
    const later = journal.changes.filter((change) => change.cursor > cursor)
    return later.length === 0 ? 0 : Math.min(...later.map(({ firstStep }) => firstStep))
  }
}
