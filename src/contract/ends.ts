import { countText } from '../domain/number-text.ts'
import type { ExperimentStatus } from './call-parts.ts'
import type { HostApi } from './host.ts'
import type { ExperimentSummary } from './host-answers.ts'

/** Experiments that changed within a moment are asked about together. */
const COLLECT_MS = 500
const OPEN: ExperimentStatus[] = ['running', 'queued', 'paused']

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

export type EndsWatch = {
  /** Asks about those that have not ended, of which a hint may have been lost; resolves when what has ended is told. */
  look(): Promise<void>
  stop(): void
}

/** Tells of each experiment of a host that comes to its end from now on, and of those that `ends` knew to be open. */
export function watchEnds(host: HostApi, ends: Ends, tell: (end: End) => void): EndsWatch {
  let changed = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined

  async function look(ids: Iterable<string>): Promise<void> {
    for (const id of ids) {
      // One that was removed meanwhile, or a connection that is lost: there is nothing to tell now.
      const experiment = await host.call('experiments.get', { id }).catch(() => null)
      const end = experiment && ends.see(experiment)
      if (end) tell(end)
    }
  }

  async function begin(): Promise<void> {
    await look(ends.open)
    const list = await host.call('experiments.list', { statuses: OPEN, limit: 1000 }).catch(() => null)
    for (const experiment of list?.experiments ?? []) ends.see(experiment)
  }

  const unsubscribe = host.on('experiments.changed', ({ ids }) => {
    for (const id of ids) changed.add(id)
    timer ??= setTimeout(() => {
      const ids = changed
      timer = undefined
      changed = new Set()
      void look(ids)
    }, COLLECT_MS)
  })
  const begun = begin()
  return {
    async look() {
      await begun
      await look(ends.open)
    },
    stop() {
      unsubscribe()
      clearTimeout(timer)
    },
  }
}

function isEnd(status: ExperimentStatus): boolean {
  return status === 'finished' || status === 'stopped' || status === 'incomplete'
}
