import { WorkbenchError } from '../../contract/errors.ts'
import type { HostHandlers } from '../../contract/host.ts'
import type { RunDetail } from '../../contract/host-answers.ts'
import { readDataset } from '../../datasets/prepared.ts'
import type { PlannedRun } from '../../domain/grid.ts'
import { checkpointFileOf } from '../checkpoint-name.ts'
import { openFromLibrary } from '../dataset-library.ts'
import { exportPytorch } from '../pytorch-export.ts'
import type { StoredRun } from '../store/run-row.ts'
import { weightsOf } from '../weights.ts'
import { confusedImages } from './confused-images.ts'
import { continueRun } from './continue-run.ts'
import { summaryOf } from './experiment-summary.ts'
import { findRuns } from './find.ts'
import type { HostContext } from './host-context.ts'
import { retryRuns } from './train-again.ts'

type Calls = Extract<keyof HostHandlers, `runs.${string}` | `metrics.${string}`>

/** The calls about runs and their metrics. */
export function runCalls(context: HostContext): Pick<HostHandlers, Calls> {
  const { store, training } = context
  return {
    'runs.list': (query) => {
      training.flush()
      return store.runs.list(query)
    },
    'runs.get': ({ id }) => {
      training.flush()
      return toDetail(context, store.runs.get(id))
    },
    'runs.find': ({ text, experimentId }) => {
      training.flush()
      return findRuns(store, text, experimentId).map((id) => store.runs.summary(id))
    },
    'runs.stop': ({ ids }) => ({ ids: stopRuns(context, ids) }),
    'runs.retry': async ({ ids }) => ({ ids: await retryRuns(context, ids) }),
    'runs.continueFrom': async (wanted) => summaryOf(context, await continueRun(context, wanted)),
    'runs.confused': (cell) => {
      training.flush()
      return confusedImages(context, cell)
    },
    'runs.exportPytorch': ({ id, directory }) => exportRun(context, id, directory),
    'metrics.series': ({ runId, metric, ...bounds }) => {
      training.flush()
      store.runs.status(runId)
      return store.series.readSeries(runId, metric, bounds)
    },
    'metrics.epochMeans': ({ runId, metric, to }) => {
      training.flush()
      const { stepsPerEpoch } = store.runs.summary(runId)
      return store.series.epochMeans(runId, metric, stepsPerEpoch, to)
    },
    'metrics.since': ({ runIds, cursor }) => {
      training.flush()
      return store.series.metricsSince(runIds, cursor)
    },
  }
}

function toDetail({ store, files }: HostContext, run: StoredRun): RunDetail {
  const { planned: _planned, parentId: _parent, backendChoice: _choice, ...summary } = run
  return {
    ...summary,
    evaluations: store.results.evaluations(run.id),
    result: store.results.result(run.id),
    checkpoints: store.checkpoints.of(run.id).map(({ step, isFinal, bytes, file }) => {
      return { step, isFinal, bytes, file: files.pathOf(file) }
    }),
  }
}

function stopRuns({ store, training }: HostContext, ids: readonly string[]): string[] {
  training.flush()
  const open = ids.filter((id) => ['queued', 'running'].includes(store.runs.status(id)))
  const here = open.filter((id) => training.has(id))
  training.stop(here)
  for (const id of open.filter((runId) => !here.includes(runId))) {
    if (store.runs.status(id) === 'queued')
      store.runs.setStatus(id, { status: 'stopped', reason: 'Stopped by the user.' })
  }
  return open
}

/** Writes a folder that replays a run in PyTorch, with the losses that are recorded so far. */
async function exportRun(context: HostContext, id: string, directory: string) {
  const { store, training, home } = context
  training.flush()
  const { planned, parentId } = store.runs.get(id)
  const { dataset: used } = planned.recipe
  const dataset = await openFromLibrary(home, used.name)
  const startTensors = await startOf(context, planned, parentId)
  const files = await exportPytorch({
    run: planned,
    dataset: readDataset(dataset.folder),
    recorded: { loss: store.series.readValues(id, 'loss') },
    directory,
    ...(startTensors && { startTensors }),
  })
  return { run: store.runs.summary(id), files }
}

/** The weights that a run starts from; undefined for fresh ones. */
async function startOf(context: HostContext, { parent }: PlannedRun, parentId: string | null) {
  if (parentId !== null) return await finalWeights(context, parentId)
  return parent === null ? undefined : weightsOf(await context.files.read(checkpointFileOf(parent)))
}

async function finalWeights({ store, files }: HostContext, runId: string) {
  const final = store.checkpoints.of(runId).findLast(({ isFinal }) => isFinal)
  if (final !== undefined) return weightsOf(await files.read(final.file))
  throw new WorkbenchError(
    'not-found',
    `The run ${runId}, whose weights this one starts from, has no checkpoint.`,
  )
}
