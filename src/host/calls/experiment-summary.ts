import type { ExperimentQuery } from '../../contract/host.ts'
import type { ExperimentDetail, ExperimentOrigin, ExperimentSummary } from '../../contract/host-answers.ts'
import type { StoredSummary } from '../store/experiment-row.ts'
import type { Waiting } from '../store/listed-status.ts'
import type { HostContext } from './host-context.ts'

/** What this host trains, and whether it does. */
export function waitingOf({ training }: HostContext): Waiting {
  return { isPaused: training.state().isPaused, here: training.experiments() }
}

/** @throws WorkbenchError `not-found` */
export function summaryOf(context: HostContext, id: string): ExperimentSummary {
  return toSummary(context)(context.store.experiments.get(id))
}

/** @throws WorkbenchError `not-found` */
export function detailOf(context: HostContext, id: string): ExperimentDetail {
  const stored = context.store.experiments.get(id)
  const { spec, datasetInfo, fairnessNotes, origin } = stored
  const { runIds: _runIds, ...shown } = origin ?? { runIds: null }
  return {
    ...toSummary(context)(stored),
    ...{ spec, datasetInfo, fairnessNotes, origin: origin && (shown as ExperimentOrigin) },
  }
}

/** A page of the experiments that a query asks for. */
export function listed(
  context: HostContext,
  query: ExperimentQuery,
): { total: number; experiments: ExperimentSummary[] } {
  const { total, experiments } = context.store.experiments.list(query, waitingOf(context))
  return { total, experiments: experiments.map(toSummary(context)) }
}

/** What waits for a host that was asked to train it, or while the queue is paused, is paused. */
function toSummary(context: HostContext): (stored: StoredSummary) => ExperimentSummary {
  const left = context.training.secondsLeft()
  const { isPaused, here } = waitingOf(context)
  return (stored) => {
    const { id, name, status, preset, dataset, notes, tags, looks, createdAt, trashedAt, runs, share } =
      stored
    const waits = runs.running === 0 && runs.queued > 0
    return {
      ...{ id, name, status: waits && (isPaused || !here.has(id)) ? 'paused' : status },
      ...{ preset, dataset, notes, tags, looks, createdAt, trashedAt, runs, share },
      secondsLeft: left.get(id) ?? null,
    }
  }
}
