import { setTimeout } from 'node:timers/promises'
import { WorkbenchError } from '../contract/errors.ts'
import type { ExperimentSummary } from '../contract/host-answers.ts'
import type { Progress } from './progress-display.ts'
import type { Session } from './session.ts'

/** The host writes what trains down as often: asking more often would show nothing new, and cost training time. */
const ASK_EVERY_MS = 200
/** Refused so often in a row, some ten seconds, what was to be resumed can't be. */
const MOST_REFUSALS = 50

export type Watcher = {
  /** Told five times a second how far it is. */
  onProgress: (progress: Progress) => Promise<void>
  /** Whether the user has asked to stop: from then on nothing is resumed. */
  isStopping: () => boolean
}

/**
 * Follows an experiment until none of its runs waits or trains any more. A host trains only what it was asked to train:
 * when the process that held the database goes away, its training is resumed under the next one.
 */
export async function watchExperiment(
  { api, onReconnected }: Session,
  id: string,
  { onProgress, isStopping }: Watcher,
): Promise<ExperimentSummary> {
  let [hosts, askedHosts, refusals] = [0, 0, 0]
  onReconnected(() => {
    hosts++
  })
  for (;;) {
    const experiment = await patiently(() => api.call('experiments.get', { id }))
    await onProgress({ experiment, queue: await patiently(() => api.call('queue.state', {})) })
    const { queued, running, interrupted } = experiment.runs
    // A host that closes interrupts what it trains before its users hear that it is gone; what waited goes on waiting.
    const isOrphaned = interrupted > 0 || (queued > 0 && hosts > askedHosts)
    if (isOrphaned && !isStopping()) {
      const asked = hosts
      try {
        await api.call('experiments.resume', { id })
        ;[askedHosts, refusals] = [asked, 0]
      } catch (error) {
        // Under a host that is about to go this comes to nothing, and is done again under the next.
        if (!isUnavailable(error) || ++refusals === MOST_REFUSALS) throw error
      }
    } else if (queued + running === 0) return experiment
    await setTimeout(ASK_EVERY_MS)
  }
}

/** What was on its way when a host went is asked of the next one. */
async function patiently<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    if (!isUnavailable(error)) throw error
    await setTimeout(ASK_EVERY_MS)
    return await call()
  }
}

function isUnavailable(error: unknown): boolean {
  return error instanceof WorkbenchError && error.code === 'unavailable'
}
