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

/**
 * Writes to the database in the order of the calls, several in one transaction. What can't be written is kept and tried
 * again, so that a disk that is full for a while loses nothing.
 */
export class Writer {
  readonly #options: WriterOptions
  #waiting: (() => void)[] = []
  #timer: NodeJS.Timeout | undefined
  #problem: string | null = null
  #isDiscarding = false

  constructor(options: WriterOptions) {
    this.#options = options
  }

  get problem(): string | null {
    return this.#problem
  }

  /** Written within a fifth of a second, or at once where it matters to whoever reads. */
  write(action: () => void, when: 'soon' | 'now' = 'soon'): void {
    if (this.#isDiscarding) return
    this.#waiting.push(action)
    if (when === 'now' && this.#problem === null) this.flush()
    else this.#timer ??= setTimeout(() => this.flush(), this.#problem === null ? COLLECT_MS : RETRY_MS)
  }

  /** Writes all that waits. @returns whether nothing waits any more */
  flush(): boolean {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#waiting.length === 0) return true
    const actions = this.#waiting
    try {
      this.#options.transaction(() => actions.forEach(runUnlessGone))
    } catch (error) {
      this.#fail(error)
      return false
    }
    this.#waiting = []
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

  #fail(error: unknown): void {
    this.#timer = setTimeout(() => this.flush(), RETRY_MS)
    const message = error instanceof Error ? error.message : String(error)
    if (message === this.#problem) return
    this.#problem = message
    this.#options.onProblem(message)
  }
}

/** What concerns a run that was purged meanwhile has nowhere to go. */
function runUnlessGone(action: () => void): void {
  try {
    action()
  } catch (error) {
    if (!(error instanceof WorkbenchError && error.code === 'not-found')) throw error
  }
}
