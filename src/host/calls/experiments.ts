import { WorkbenchError } from '../../contract/errors.ts'
import type { ExperimentDetail, ExperimentSummary, HostHandlers } from '../../contract/host.ts'
import type { OpenedDataset } from '../../datasets/catalog.ts'
import { readDataset } from '../../datasets/prepared.ts'
import { verdict } from '../../domain/verdict.ts'
import { compareRecord } from '../compare-record.ts'
import { experimentRecord } from '../record/experiment-record.ts'
import { importRecord } from '../record/import-record.ts'
import type { StoredExperiment, StoredSummary } from '../store/experiment-row.ts'
import type { StoredRun } from '../store/run-row.ts'
import { openForTraining } from './datasets.ts'
import { findExperiments } from './find.ts'
import type { HostContext } from './host-context.ts'
import { expandSpec } from './plan.ts'

type Calls = Exclude<Extract<keyof HostHandlers, `experiments.${string}`>, 'experiments.plan'>

/** The calls about experiments. */
export function experimentCalls(context: HostContext): Pick<HostHandlers, Calls> {
  const { store, training } = context
  const summary = (id: string) => toSummary(context, store.experiments.get(id))
  return {
    'experiments.create': async (wanted) => summary(await create(context, wanted)),
    'experiments.list': (query) => {
      training.flush()
      const { total, experiments } = store.experiments.list(query)
      const left = training.secondsLeft()
      return { total, experiments: experiments.map((stored) => withTime(context, stored, left)) }
    },
    'experiments.get': ({ id }) => {
      training.flush()
      return toDetail(context, store.experiments.get(id))
    },
    'experiments.find': ({ text }) => {
      training.flush()
      return findExperiments(store, text).map(summary)
    },
    'experiments.record': ({ id, series }) => {
      training.flush()
      return experimentRecord(store, id, series)
    },
    'experiments.compare': ({ id }) => {
      training.flush()
      const comparison = compareRecord(experimentRecord(store, id, false))
      return { comparison, verdict: comparison && verdict(comparison) }
    },
    'experiments.rename': ({ id, name }) => changed(context, id, () => store.experiments.rename(id, name)),
    'experiments.annotate': ({ id, notes }) =>
      changed(context, id, () => store.experiments.annotate(id, notes)),
    'experiments.tag': ({ id, tags }) => changed(context, id, () => store.experiments.tag(id, tags)),
    'experiments.stop': ({ id }) => ({ ids: stopExperiment(context, id) }),
    'experiments.resume': async ({ id }) => ({ ids: await resume(context, id) }),
    'experiments.trash': ({ ids }) => {
      for (const id of ids) stopExperiment(context, id)
      return hinted(context, store.experiments.trash(ids, Date.now()))
    },
    'experiments.restore': ({ ids }) => hinted(context, store.experiments.restore(ids)),
    'experiments.purge': async ({ ids }) => {
      const purged = store.experiments.purge(ids)
      hinted(context, purged.ids)
      return { ids: purged.ids, bytesFreed: await context.files.remove(purged.files) }
    },
    'experiments.import': ({ record }) => {
      const { id, isNew } = importRecord(store, record, Date.now())
      hinted(context, [id])
      return { experiment: summary(id), isNew }
    },
  }
}

async function create(
  context: HostContext,
  { spec: given, backend, preset, looks }: Parameters<HostHandlers['experiments.create']>[0],
): Promise<string> {
  const plan = await expandSpec(context, given, backend)
  if (plan.problems.length > 0) throw new WorkbenchError('bad-input', plan.problems.join('\n'))
  const { store, training } = context
  const { spec, dataset, runs, notes } = plan
  const chance = chanceOf(dataset, spec.data.testExamples)
  const { id } = store.experiments.insert(
    {
      ...{
        name: spec.name,
        spec,
        preset,
        backend,
        looks,
        dataset: dataset.info,
        chance,
        createdAt: Date.now(),
      },
      fairnessNotes: notes.map(({ text }) => text),
    },
    runs.map((planned) => ({ planned })),
  )
  training.add(store.runs.ofExperiment(id), dataset, chance)
  hinted(context, [id])
  return id
}

/** The share of the most frequent class among the test images used: what the best constant answer gets right. */
function chanceOf({ folder, info }: OpenedDataset, testExamples: number | null): number {
  const used = testExamples ?? info.testCount
  const labels = readDataset(folder).test.labels.subarray(0, used)
  const counts = new Uint32Array(info.classes)
  for (const label of labels) counts[label]!++
  return Math.max(...counts) / used
}

/** Stops an experiment's runs, those that wait since another host included. @returns the ids of those that were to train */
function stopExperiment({ store, training }: HostContext, id: string): string[] {
  store.experiments.get(id)
  training.flush()
  const open = store.runs.ofExperiment(id).filter(({ status }) => status === 'queued' || status === 'running')
  const here = open.filter((run) => training.has(run.id))
  training.stop(here.map((run) => run.id))
  for (const run of open) {
    if (run.status === 'queued' && !here.includes(run))
      store.runs.setStatus(run.id, { status: 'stopped', reason: 'Stopped by the user.' })
  }
  return open.map((run) => run.id)
}

async function resume(context: HostContext, id: string): Promise<string[]> {
  const { store, training } = context
  const experiment = store.experiments.get(id)
  if (experiment.trashedAt !== null)
    throw new WorkbenchError('conflict', `Experiment ${id} is in the trash. Restore it before it is resumed.`)
  training.flush()
  const resumable = ({ status }: StoredRun) => ['stopped', 'interrupted', 'failed', 'queued'].includes(status)
  const runs = store.runs.ofExperiment(id).filter((run) => resumable(run) && !training.has(run.id))
  if (runs.length === 0) return []
  return queueAgain(context, experiment, runs)
}

/** Queues runs of one experiment that are at rest, each from its last checkpoint. */
export async function queueAgain(
  context: HostContext,
  { id, datasetInfo, chance }: StoredExperiment,
  runs: readonly StoredRun[],
): Promise<string[]> {
  const { store, training } = context
  const dataset = await openForTraining(context, datasetInfo.name)
  if (dataset.info.digest !== datasetInfo.digest) {
    throw new WorkbenchError(
      'conflict',
      `The data set "${datasetInfo.name}" is not the one that experiment ${id} was made on: its digest was ` +
        `${datasetInfo.digest} and is ${dataset.info.digest}. Import that one again, or make a new experiment.`,
    )
  }
  store.transaction(() => {
    for (const { id: runId, status } of runs)
      if (status !== 'queued') store.runs.setStatus(runId, { status: 'queued', reason: null })
  })
  training.add(runs, dataset, chance)
  hinted(context, [id])
  return runs.map((run) => run.id)
}

function changed(context: HostContext, id: string, change: () => void): ExperimentSummary {
  change()
  hinted(context, [id])
  return toSummary(context, context.store.experiments.get(id))
}

function hinted({ hints }: HostContext, ids: string[]): { ids: string[] } {
  hints.experimentsChanged(...ids)
  return { ids }
}

function toSummary(context: HostContext, stored: StoredSummary): ExperimentSummary {
  return withTime(context, stored, context.training.secondsLeft())
}

/** What waits for a host that was asked to train it, or while the queue is paused, is paused. */
function withTime(
  { training }: HostContext,
  stored: StoredSummary,
  left: ReadonlyMap<string, number>,
): ExperimentSummary {
  const { id, name, status, preset, dataset, notes, tags, looks, createdAt, trashedAt, runs, share } = stored
  const waits = status === 'queued' || (status === 'running' && runs.running === 0)
  const isPaused = waits && (training.state().isPaused || !training.hasExperiment(id))
  return {
    ...{
      id,
      name,
      status: isPaused ? 'paused' : status,
      preset,
      dataset,
      notes,
      tags,
      looks,
      createdAt,
      trashedAt,
    },
    ...{ runs, share, secondsLeft: left.get(id) ?? null },
  }
}

function toDetail(context: HostContext, stored: StoredExperiment): ExperimentDetail {
  const { spec, datasetInfo, fairnessNotes } = stored
  return { ...toSummary(context, stored), spec, datasetInfo, fairnessNotes }
}
