import type { ExperimentStatus } from '../../../contract/call-parts.ts'
import type { ExperimentSummary } from '../../../contract/host-answers.ts'
import { countText } from '../../../domain/number-text.ts'

/** The end of an experiment as it is told. */
export type End = { id: string; title: string; body: string; isFailure: boolean }

type Known = Pick<ExperimentSummary, 'id' | 'name' | 'status' | 'runs'>

/**
 * Remembers where experiments stand, and finds those that have come to their end since. What was finished when it was
 * first seen is no news, and what the user stopped is none either.
 */
export class Ends {
  readonly #statuses = new Map<string, ExperimentStatus>()

  /** The ids of those that have not ended. */
  get open(): string[] {
    return [...this.#statuses].filter(([, status]) => !isEnd(status)).map(([id]) => id)
  }

  /** @returns what is to be told of this experiment, or null */
  see({ id, name, status, runs }: Known): End | null {
    const before = this.#statuses.get(id)
    this.#statuses.set(id, status)
    if (before === undefined || isEnd(before) || !isEnd(status)) return null
    if (status === 'finished') {
      const diverged = runs.diverged > 0 ? ` ${countText(runs.diverged, 'run')} diverged.` : ''
      return {
        id,
        title: `“${name}” has finished.`,
        body: `Its results are ready.${diverged}`,
        isFailure: false,
      }
    }
    if (runs.failed === 0) return null
    return {
      ...{ id, title: `“${name}” has ended with failures.`, isFailure: true },
      body: `${countText(runs.failed, 'run')} could not be trained.`,
    }
  }
}

function isEnd(status: ExperimentStatus): boolean {
  return status === 'finished' || status === 'stopped' || status === 'incomplete'
}
