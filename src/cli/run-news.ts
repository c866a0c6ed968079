import type { RunStatus } from '../contract/call-parts.ts'
import type { HostApi } from '../contract/host.ts'
import type { RunSummary } from '../contract/host-answers.ts'
import { runName } from '../domain/run-name.ts'
import type { ProgressDisplay } from './progress-display.ts'

/** What changes between two looks has started lately. */
const MOST_ASKED = 200

/** Tells what becomes of an experiment's runs, each change once. */
export class RunNews {
  readonly #known = new Map<string, RunStatus>()
  readonly #api: HostApi
  readonly #experimentId: string
  #counts = ''

  constructor(api: HostApi, experimentId: string) {
    this.#api = api
    this.#experimentId = experimentId
  }

  /** Looks at the runs where their counts differ from the last ones. The first look tells nothing. */
  async look(counts: Record<RunStatus, number>, { say, note }: ProgressDisplay): Promise<void> {
    const text = JSON.stringify(counts)
    if (text === this.#counts) return
    const isFirst = this.#counts === ''
    this.#counts = text
    const { runs } = await this.#api.call('runs.list', {
      ...{ experimentId: this.#experimentId, limit: MOST_ASKED },
      ...{ sort: 'started', descending: true },
    })
    for (const run of runs.toReversed()) {
      const before = this.#known.get(run.id)
      this.#known.set(run.id, run.status)
      if (isFirst || before === run.status) continue
      const line = newsOf(run)
      if (line !== null) (run.status === 'done' ? note : say)(line)
    }
  }
}

/** Null where the progress says enough. */
function newsOf(run: RunSummary): string | null {
  const { status, reason } = run
  const what = `${runName(run)}: ${status === 'queued' ? 'trained again' : status}`
  if (status === 'done') return what
  if (status !== 'failed' && status !== 'diverged' && !(status === 'queued' && reason !== null)) return null
  return reason === null ? what : `${what}. ${reason}`
}
