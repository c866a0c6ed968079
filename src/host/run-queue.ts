import type { PlannedRun } from '../domain/grid.ts'
import { changeStatus, type RunStatus } from './run-status.ts'
import { trainingWork } from './training-work.ts'

export type StatusChange = { run: PlannedRun; status: RunStatus; attempt: number; reason: string | null }

type Entry = { run: PlannedRun; status: RunStatus; attempt: number; work: number }

const MAX_ATTEMPTS = 2

/**
 * The runs of an experiment on their way through life: which may start now, which wait for the run whose weights
 * they start from, and what becomes of those whose trainer was lost.
 */
export class RunQueue {
  readonly #entries: Map<string, Entry>
  readonly #onChange: (change: StatusChange) => void

  /** @param runs each with a key of its own; a parent that is named must be among them */
  constructor(runs: readonly PlannedRun[], onChange: (change: StatusChange) => void) {
    const entries = runs.map((run): Entry => {
      return { run, status: 'queued', attempt: 0, work: trainingWork(run.recipe) }
    })
    // Longest first, so that the cores end together; the order among equals stays the grid's.
    entries.sort((a, b) => b.work - a.work)
    this.#entries = new Map(entries.map((entry) => [entry.run.key, entry]))
    this.#onChange = onChange
  }

  get isSettled(): boolean {
    return this.#all().every(({ status }) => status !== 'queued' && status !== 'running')
  }

  /** Takes up to `limit` runs of one shape that may start now, as running; empty when none may. */
  take(limit: number): PlannedRun[] {
    const ready = this.#all().filter((entry) => this.#isReady(entry))
    const shape = ready[0]?.run.cohortKey
    const taken = ready.filter(({ run }) => run.cohortKey === shape).slice(0, limit)
    for (const entry of taken) {
      entry.attempt++
      this.#change(entry, 'running', null)
    }
    return taken.map(({ run }) => run)
  }

  /** A running run has ended so; those that were to start from it fail unless it is done. */
  settle(runKey: string, status: RunStatus, reason: string | null): void {
    this.#change(this.#entry(runKey), status, reason)
    if (status !== 'done' && status !== 'queued') this.#failChildren(runKey, status)
  }

  /** The trainer of these runs was lost: each is queued once more, and fails for good the second time. */
  lose(runKeys: readonly string[], reason: string): void {
    for (const key of runKeys) {
      const again = this.#entry(key).attempt < MAX_ATTEMPTS
      this.settle(key, again ? 'queued' : 'failed', again ? reason : `${reason} It was tried twice.`)
    }
  }

  /** Everything still queued ends so, because of `reason`. */
  endQueued(status: 'stopped' | 'failed', reason: string): void {
    for (const entry of this.#all()) if (entry.status === 'queued') this.#change(entry, status, reason)
  }

  /** Whether a run that has not started yet starts from the weights of this one. */
  isAwaited(runKey: string): boolean {
    return this.#all().some(({ run, status }) => run.parent === runKey && !isFinal(status))
  }

  #all(): Entry[] {
    return [...this.#entries.values()]
  }

  #entry(runKey: string): Entry {
    const entry = this.#entries.get(runKey)
    if (entry === undefined) throw new Error(`No run ${runKey} in the queue`)
    return entry
  }

  #isReady({ run, status }: Entry): boolean {
    return status === 'queued' && (run.parent === null || this.#entry(run.parent).status === 'done')
  }

  #failChildren(parent: string, status: RunStatus): void {
    const outcome: RunStatus = status === 'stopped' ? 'stopped' : 'failed'
    const children = this.#all().filter((entry) => entry.run.parent === parent && entry.status === 'queued')
    for (const child of children) {
      this.#change(child, outcome, `It starts from the weights of run ${parent}, which is ${status}.`)
      this.#failChildren(child.run.key, outcome)
    }
  }

  #change(entry: Entry, status: RunStatus, reason: string | null): void {
    entry.status = changeStatus(entry.status, status)
    this.#onChange({ run: entry.run, status, attempt: entry.attempt, reason })
  }
}

function isFinal(status: RunStatus): boolean {
  return status !== 'queued' && status !== 'running'
}
