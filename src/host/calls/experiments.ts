import type { HostHandlers } from '../../contract/host.ts'
import type { ExperimentSummary } from '../../contract/host-answers.ts'
import { experimentRecord } from '../record/experiment-record.ts'
import { importBundle } from '../record/import-bundle.ts'
import { importRecord } from '../record/import-record.ts'
import { createExperiment } from './create-experiment.ts'
import { listed, detailOf, summaryOf, waitingOf } from './experiment-summary.ts'
import { findExperiments } from './find.ts'
import type { HostContext } from './host-context.ts'
import { moreSeeds } from './more-seeds.ts'
import { resumeExperiment } from './train-again.ts'

type Calls = Exclude<Extract<keyof HostHandlers, `experiments.${string}`>, 'experiments.plan'>

/** The calls about experiments. */
export function experimentCalls(context: HostContext): Pick<HostHandlers, Calls> {
  const { store, training } = context
  const summary = (id: string) => summaryOf(context, id)
  return {
    'experiments.create': async (wanted) => summary(await createExperiment(context, wanted)),
    'experiments.moreSeeds': async (wanted) => summary(await moreSeeds(context, wanted)),
    'experiments.list': (query) => {
      training.flush()
      return listed(context, query)
    },
    'experiments.get': ({ id }) => {
      training.flush()
      return detailOf(context, id)
    },
    'experiments.facets': ({ trashed }) => {
      training.flush()
      return store.experiments.facets(trashed, waitingOf(context))
    },
    'experiments.find': ({ text }) => {
      training.flush()
      return findExperiments(store, text).map(summary)
    },
    'experiments.record': ({ id, series }) => {
      training.flush()
      return experimentRecord(store, id, series ? 'steps' : 'epochs')
    },
    'experiments.rename': ({ id, name }) => changed(context, id, () => store.experiments.rename(id, name)),
    'experiments.annotate': ({ id, notes }) =>
      changed(context, id, () => store.experiments.annotate(id, notes)),
    'experiments.tag': ({ id, tags }) => changed(context, id, () => store.experiments.tag(id, tags)),
    'experiments.stop': ({ id }) => ({ ids: stopExperiment(context, id) }),
    'experiments.resume': async ({ id }) => ({ ids: await resumeExperiment(context, id) }),
    'experiments.trash': ({ ids }) => {
      const stopped = ids.filter((id) => stopExperiment(context, id).length > 0)
      const names = stopped.map((id) => store.experiments.get(id).name)
      return { ...hinted(context, store.experiments.trash(ids, Date.now())), stopped: names }
    },
    'experiments.restore': ({ ids }) => hinted(context, store.experiments.restore(ids)),
    'experiments.weigh': ({ ids }) => {
      training.flush()
      return store.experiments.weigh(ids)
    },
    'experiments.purge': async ({ ids }) => {
      // What trained a moment ago may still have its last checkpoint to write.
      const trashed = ids.filter((id) => store.experiments.isTrashed(id))
      await training.settled(trashed.flatMap((id) => store.runs.ofExperiment(id).map((run) => run.id)))
      const purged = store.experiments.purge(ids)
      hinted(context, purged.ids)
      return {
        ids: purged.ids,
        bytesFreed: await context.files.removeUnused(purged.files, store.checkpoints.isUsed),
      }
    },
    'experiments.import': ({ record }) => {
      const { id, isNew } = importRecord(store, record, Date.now())
      hinted(context, [id])
      return { experiment: summary(id), isNew }
    },
    'experiments.importBundle': async ({ bundle }) => {
      const { id, isNew, checkpoints } = await importBundle(context, bundle, Date.now())
      hinted(context, [id])
      return { experiment: summary(id), isNew, checkpoints }
    },
  }
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

function changed(context: HostContext, id: string, change: () => void): ExperimentSummary {
  change()
  hinted(context, [id])
  return summaryOf(context, id)
}

function hinted({ hints }: HostContext, ids: string[]): { ids: string[] } {
  hints.experimentsChanged(...ids)
  return { ids }
}
