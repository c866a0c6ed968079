import { WorkbenchError } from '../../contract/errors.ts'

export type WriterOptions = {
  /** Does all of `action` in one transaction, or nothing. */
  transaction: (action: () => void) => void
  onWritten: () => void
  /** Told when nothing can be written (a full disk, say), and null when it can again. */
  onProblem: (message: string | null) => void
}

const COLLECT_MS = 200
const RETRY_MS = 2000

type Waiting = { action: () => void; onRefused: (error: Error) => void }

/**
 * Writes to the database in the order of the calls, several in one transaction. While nothing can be written all is kept
 * and tried again, so that a disk that is full for a while loses nothing. What is refused for itself is left out, and
 * whoever wanted it is told, so that it holds up nothing else.
 */
export class Writer {
  readonly #options: WriterOptions
  #waiting: Waiting[] = []
  #timer: NodeJS.Timeout | undefined
  #problem: string | null = null
  #isDiscarding = false

  constructor(options: WriterOptions) {
    this.#options = options
  }

  get problem(): string | null {
    return this.#problem
  }

  /**
   * Written within a fifth of a second, or at once where it matters to whoever reads.
   * @param onRefused told why when the action fails by itself; nothing of it is written then
   */
  write(action: () => void, onRefused: (error: Error) => void, when: 'soon' | 'now' = 'soon'): void {
    if (this.#isDiscarding) return
    this.#waiting.push({ action, onRefused })
    if (when === 'now' && this.#problem === null) this.flush()
    else this.#timer ??= setTimeout(() => this.flush(), this.#problem === null ? COLLECT_MS : RETRY_MS)
  }

  /** Writes all that waits. @returns whether nothing waits any more */
  flush(): boolean {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#waiting.length === 0) return true
    try {
      this.#writeAll()
    } catch (error) {
      this.#fail(error)
      return false
    }
    if (this.#problem !== null) {
      this.#problem = null
      this.#options.onProblem(null)
    }
    this.#options.onWritten()
    return true
  }

  /** Forgets what waits, and all that comes. */
  discard(): void {
    this.#isDiscarding = true
    this.#waiting = []
    clearTimeout(this.#timer)
  }

  #writeAll(): void {
    const all = this.#waiting
    try {
      this.#options.transaction(() => all.forEach(({ action }) => runUnlessGone(action)))
      this.#waiting = []
    } catch (error) {
      if (isForAll(error)) throw error
      this.#writeEach()
    }
  }

  /** One by one, for one of them is refused. */
  #writeEach(): void {
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      const { action, onRefused } = next
      try {
        this.#options.transaction(() => runUnlessGone(action))
        this.#waiting.shift()
      } catch (error) {
        if (isForAll(error)) throw error
        this.#waiting.shift()
        onRefused(error as Error)
      }
    }
  }

  #fail(error: unknown): void {
    this.#timer = setTimeout(() => this.flush(), RETRY_MS)
    const message = error instanceof Error ? error.message : String(error)
    if (message === this.#problem) return
    this.#problem = message
    this.#options.onProblem(message)
  }
}

/** Whether nothing at all can be written now: the disk is full, say, or another process has the database. */
function isForAll(error: unknown): boolean {
  return error instanceof WorkbenchError && ['unavailable', 'conflict'].includes(error.code)
}

/** What concerns a run that was purged meanwhile has nowhere to go. */
function runUnlessGone(action: () => void): void {
  try {
    action()
  } catch (error) {
    if (!(error instanceof WorkbenchError && error.code === 'not-found')) throw error
  }
}
