import { WorkbenchError } from '../../contract/errors.ts'
import type { RunStatus } from '../../contract/call-parts.ts'
import type { OpenedDataset } from '../../datasets/catalog.ts'
import type { StoredExperiment } from '../store/experiment-row.ts'
import type { StoredRun } from '../store/run-row.ts'
import { openForTraining } from './datasets.ts'
import type { HostContext } from './host-context.ts'

const WHICH_ARE_RETRIED =
  'Only a run that failed, was stopped or interrupted, or whose final checkpoint is lost, can be trained again.'

/** Queues what of an experiment is at rest and not at its end, each from its last checkpoint. @returns the runs' ids */
export async function resumeExperiment(context: HostContext, id: string): Promise<string[]> {
  const { store, training } = context
  requireInHistory(store.experiments.get(id))
  training.flush()
  const isAtRest = (run: StoredRun) => isResumable(run.status) && !training.has(run.id)
  const runs = store.runs.ofExperiment(id).filter(isAtRest)
  if (runs.length === 0) return []
  return queueAgain(context, runs, (run) => {
    if (!isAtRest(run)) return false
    if (run.status !== 'queued') store.runs.setStatus(run.id, { status: 'queued', reason: null })
    return true
  })
}

/**
 * Queues runs that did not end as planned, or whose final weights are lost, from the start: what they had recorded is
 * void. @returns their ids
 */
export async function retryRuns(context: HostContext, ids: readonly string[]): Promise<string[]> {
  const { store, files, training } = context
  training.flush()
  const runs = [...new Set(ids)].map((id) => store.runs.get(id))
  const lost = new Set<string>()
  for (const run of runs)
    if (run.status === 'done' && !(await hasFinalWeights(context, run))) lost.add(run.id)
  const requireRetryable = ({ id, status }: StoredRun): void => {
    if (['failed', 'stopped', 'interrupted'].includes(status) || (status === 'done' && lost.has(id))) return
    throw new WorkbenchError('conflict', `Run ${id} is ${status}. ${WHICH_ARE_RETRIED}`)
  }
  runs.forEach(requireRetryable)
  const unused: string[] = []
  const queued = await queueAgain(context, runs, (run) => {
    requireRetryable(run)
    unused.push(...store.runs.cutBack(run.id, 0), ...store.checkpoints.remove(run.id, 'all'))
    store.runs.setStatus(run.id, { status: 'queued', reason: null })
    return true
  })
  await files.removeUnused(unused, store.checkpoints.isUsed)
  return queued
}

/**
 * Queues runs again once all that they need is there: their data sets as they were, their experiments in the history.
 * @param take makes a run ready to be queued, or leaves it as it is; called for all in one transaction, with what they
 * are by then, for while the data sets are opened other calls go on. What it throws undoes it for all
 */
async function queueAgain(
  context: HostContext,
  wanted: readonly StoredRun[],
  take: (run: StoredRun) => boolean,
): Promise<string[]> {
  const { store, training, hints } = context
  const places = new Map<string, { chance: number | null; dataset: OpenedDataset }>()
  for (const id of new Set(wanted.map(({ experimentId }) => experimentId))) {
    const experiment = store.experiments.get(id)
    requireInHistory(experiment)
    places.set(id, { chance: experiment.chance, dataset: await openSameDataset(context, experiment) })
  }
  const taken = store.transaction(() => {
    for (const id of places.keys()) requireInHistory(store.experiments.get(id))
    return wanted.map(({ id }) => store.runs.get(id)).filter(take)
  })
  for (const [id, { chance, dataset }] of places) {
    training.add(
      taken.filter(({ experimentId }) => experimentId === id),
      dataset,
      chance,
    )
  }
  hints.experimentsChanged(...places.keys())
  // In a paused queue no trainer tells of them.
  hints.runsChanged(...taken.map(({ id }) => id))
  return taken.map(({ id }) => id)
}

function isResumable(status: RunStatus): boolean {
  return ['stopped', 'interrupted', 'failed', 'queued'].includes(status)
}

async function hasFinalWeights({ store, files }: HostContext, { id }: StoredRun): Promise<boolean> {
  const final = store.checkpoints.of(id).findLast(({ isFinal }) => isFinal)
  if (final === undefined) return false
  return files.read(final.file).then(
    () => true,
    () => false,
  )
}

/** @throws WorkbenchError `conflict` when the experiment is in the trash */
function requireInHistory({ id, trashedAt }: StoredExperiment): void {
  if (trashedAt === null) return
  throw new WorkbenchError('conflict', `Experiment ${id} is in the trash. Restore it before it is trained.`)
}

/** The data set that an experiment was made on. @throws WorkbenchError when it is not there, or another by now */
async function openSameDataset(
  context: HostContext,
  { id, datasetInfo }: StoredExperiment,
): Promise<OpenedDataset> {
  const dataset = await openForTraining(context, datasetInfo.name)
  if (dataset.info.digest === datasetInfo.digest) return dataset
  throw new WorkbenchError(
    'conflict',
    `The data set "${datasetInfo.name}" is not the one that experiment ${id} was made on: its digest was ` +
      `${datasetInfo.digest} and is ${dataset.info.digest}. Import that one again, or make a new experiment.`,
  )
}
