import type { MetricName } from '../../../contract/call-parts.ts'
import type { HostApi } from '../../../contract/host.ts'
import { LiveSeries } from './live-series.ts'

/** So long after an answer the next question is asked at the earliest: four to five a second while it trains. */
const AGAIN_MS = 200
/** A longer run is filled from points that the host thins, a shorter one with every step. */
const MOST_POINTS = 4000
const FEWEST_POINTS = 400
/** Of all runs together, so that many runs stay as light as few. */
const ALL_POINTS = 400_000
/** How many runs may be followed: what `metrics.since` takes. */
export const MOST_RUNS = 1000
const QUESTIONS_AT_ONCE = 8

/** Of one whose epochs are not given, no epoch's mean is known. */
export type FollowedRun = { id: string; stepsDone: number; stepsPerEpoch?: number }

type Options = {
  metrics: readonly MetricName[]
  /** Told after series changed, and after a question failed or succeeded again. */
  onChange: () => void
}

/**
 * Follows the metrics of chosen runs. Hints are questions only: what is lost between two of them, or while there is no
 * connection, comes with the next answer.
 */
export class LiveMetrics {
  readonly #api: HostApi
  readonly #options: Options
  readonly #series = new Map<string, LiveSeries>()
  #wanted: readonly FollowedRun[] = []
  #cursor: number | null = null
  #isAsking = false
  #isAskedAgain = false
  #timer: ReturnType<typeof setTimeout> | undefined
  #isStopped = false
  /** Why the last question failed; null when it did not. */
  problem: string | null = null

  constructor(api: HostApi, options: Options) {
    this.#api = api
    this.#options = options
  }

  /** What is known of a run; undefined before its first answer. */
  seriesOf(runId: string): LiveSeries | undefined {
    return this.#series.get(runId)
  }

  /** Whether every run that is followed has had its first answer. */
  get isFilled(): boolean {
    return this.#wanted.every(({ id }) => this.#series.has(id))
  }

  /** Replaces the runs that are followed; those that were followed before are not asked for again. */
  follow(runs: readonly FollowedRun[]): void {
    this.#wanted = runs.slice(0, MOST_RUNS)
    const ids = new Set(this.#wanted.map(({ id }) => id))
    for (const id of this.#series.keys()) if (!ids.has(id)) this.#series.delete(id)
    if (!this.isFilled) this.ask()
  }

  /** Asks for what is new, soon; several calls within a moment are one question. */
  ask(): void {
    if (this.#isStopped) return
    if (this.#isAsking) this.#isAskedAgain = true
    else void this.#answer()
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#timer)
  }

  async #answer(): Promise<void> {
    this.#isAsking = true
    this.#isAskedAgain = false
    try {
      this.#cursor ??= (await this.#api.call('metrics.since', { runIds: [], cursor: 0 })).cursor
      await this.#fill()
      await this.#grow()
      this.problem = null
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error)
    }
    if (this.#isStopped) return
    this.#options.onChange()
    this.#timer = setTimeout(() => {
      this.#isAsking = false
      if (this.#isAskedAgain) void this.#answer()
    }, AGAIN_MS)
  }

  /** First answers: a run's rows after the cursor that was taken before are taken twice, which changes nothing. */
  async #fill(): Promise<void> {
    const missing = this.#wanted.filter(({ id }) => !this.#series.has(id))
    // One that seems not to have begun is asked about only when rows of it come, and then wholly if some are missing.
    for (const run of missing) if (run.stepsDone === 0) this.#series.set(run.id, this.#emptySeries(run))
    const waiting = missing.filter(({ stepsDone }) => stepsDone > 0)
    const next = async (): Promise<void> => {
      for (let run = waiting.shift(); run; run = waiting.shift()) await this.#read(run)
    }
    await Promise.all(Array.from({ length: QUESTIONS_AT_ONCE }, next))
  }

  async #read(run: FollowedRun): Promise<void> {
    const runId = run.id
    const { metrics } = this.#options
    const points = this.#pointsOfRun()
    const first = await this.#api.call('metrics.series', { runId, metric: metrics[0]!, points })
    // The others end where the first one did, so that their points are of the same steps.
    const others = await Promise.all(
      metrics.slice(1).map(async (metric) => {
        const question = { runId, metric, points, to: first.total }
        return [metric, await this.#api.call('metrics.series', question)] as const
      }),
    )
    // Seconds only grow.
    const averaged = metrics.filter((metric) => metric !== 'seconds' && run.stepsPerEpoch !== undefined)
    const epochs = await Promise.all(
      averaged.map(async (metric) => {
        const question = { runId, metric, to: first.total }
        return [metric, await this.#api.call('metrics.epochMeans', question)] as const
      }),
    )
    const series = this.#emptySeries(run)
    series.replace({ [metrics[0]!]: first, ...Object.fromEntries(others) }, Object.fromEntries(epochs))
    if (this.#wanted.some(({ id }) => id === runId)) this.#series.set(runId, series)
  }

  #pointsOfRun(): number {
    return Math.max(FEWEST_POINTS, Math.min(MOST_POINTS, Math.floor(ALL_POINTS / this.#wanted.length)))
  }

  #emptySeries({ stepsPerEpoch = Infinity }: FollowedRun): LiveSeries {
    return new LiveSeries(this.#options.metrics, 2 * this.#pointsOfRun(), stepsPerEpoch)
  }

  async #grow(): Promise<void> {
    for (let hasMore = true; hasMore && !this.#isStopped;) {
      const runIds = [...this.#series.keys()]
      const page = await this.#api.call('metrics.since', { runIds, cursor: this.#cursor! })
      for (const rows of page.rows) {
        const isTaken = this.#series.get(rows.runId)?.append(rows) ?? true
        const run = this.#wanted.find(({ id }) => id === rows.runId)
        if (!isTaken && run) await this.#read(run)
      }
      this.#cursor = page.cursor
      hasMore = page.hasMore
    }
  }
}
