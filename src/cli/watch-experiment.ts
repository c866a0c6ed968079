import { setTimeout } from 'node:timers/promises'
import { WorkbenchError } from '../contract/errors.ts'
import type { HostApi } from '../contract/host.ts'
import type { ExperimentSummary } from '../contract/host-answers.ts'
import type { Progress } from './progress-display.ts'
import type { Session } from './session.ts'

/** The host writes what trains down as often: asking more often would show nothing new, and cost training time. */
const ASK_EVERY_MS = 200

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
  let [hosts, askedHosts] = [0, 0]
  onReconnected(() => {
    hosts++
  })
  for (;;) {
    const experiment = await api.call('experiments.get', { id })
    await onProgress({ experiment, queue: await api.call('queue.state', {}) })
    const { queued, running, interrupted } = experiment.runs
    // A host that closes interrupts what it trains before its users hear that it is gone; what waited goes on waiting.
    const isOrphaned = interrupted > 0 || (queued > 0 && hosts > askedHosts)
    if (isOrphaned && !isStopping()) {
      askedHosts = hosts
      await resume(api, id)
    } else if (queued + running === 0) return experiment
    await setTimeout(ASK_EVERY_MS)
  }
}

/** Under a host that is about to go this comes to nothing, and is done again under the next. */
async function resume(api: HostApi, id: string): Promise<void> {
  try {
    await api.call('experiments.resume', { id })
  } catch (error) {
    if (!(error instanceof WorkbenchError && error.code === 'unavailable')) throw error
  }
}
