import { WorkbenchError } from '../../contract/errors.ts'
import { RESULTS_FORMAT } from '../../contract/experiment-record.ts'
import type { CheckpointFiles } from '../checkpoint-files.ts'
import { productVersion, readEnvironment } from '../environment.ts'
import type { ExperimentPart, RunPart } from '../export/bundle-format.ts'
import { readBundle, type Bundle } from '../export/read-bundle.ts'
import type { Store } from '../store/open-store.ts'
import { floatsOf } from '../store/packed.ts'
import { isSame, parseRecord, takeRecord } from './import-record.ts'
import { recordDigest } from './record-digest.ts'

export type ImportedBundle = { id: string; isNew: boolean; checkpoints: number }

/**
 * Takes in a bundle with its provenance, whole or not at all. What is here already, by its content, is not taken twice;
 * checkpoints that it lacks here are added to it.
 * @param source a file's path, or its bytes @param now milliseconds since 1970
 * @returns the experiment, and how many checkpoint files came with the bundle
 * @throws WorkbenchError `bad-input` with the part that is wrong, or `not-found`
 */
export async function importBundle(
  { store, files }: { store: Store; files: CheckpointFiles },
  source: string | Uint8Array,
  now: number,
): Promise<ImportedBundle> {
  const kept: string[] = []
  try {
    const bundle = await readBundle(source, async (file, pieces) => {
      await files.take(file, pieces)
      kept.push(file)
    })
    const taken = store.transaction(() => takeBundle(store, bundle, now))
    return { ...taken, checkpoints: kept.length }
  } finally {
    files.settle(kept)
    await files.removeUnused(kept, store.checkpoints.isUsed)
  }
}

function takeBundle(store: Store, bundle: Bundle, now: number): { id: string; isNew: boolean } {
  const { head, experiment, runs } = bundle
  const record = parseRecord(recordOf(bundle))
  const home = experiment.id
  if (store.experiments.has(home) && isSame(store, home, recordDigest(record))) {
    addCheckpoints(store, idsOf(store, home), runs)
    return { id: home, isNew: false }
  }
  const ids = { experiment: home, runs: runs.map(({ id }) => id) }
  const { id, runIds, isNew } = takeRecord(store, record, {
    backend: experiment.backend,
    ids: store.experiments.has(home) ? null : ids,
    origin: {
      ...{ form: 'bundle', experimentId: home, createdAt: experiment.createdAt, runIds: ids.runs },
      ...{ program: head.program, importedAt: now, importedBy: productVersion() },
    },
    stateOf(index) {
      const { startedAt, endedAt, environment } = runs[index]!
      return { startedAt, endedAt, environment: environmentAt(experiment, environment) }
    },
    predictedBy: (index) => bytesOf(runs[index]!.predicted),
  })
  // What was trained on here since it was imported has checkpoints of its own.
  if (isNew || isSame(store, id, recordDigest(record))) addCheckpoints(store, runIds, runs)
  return { id, isNew }
}

function idsOf(store: Store, experimentId: string): string[] {
  return store.runs.ofExperiment(experimentId).map(({ id }) => id)
}

function addCheckpoints(store: Store, runIds: readonly string[], runs: readonly RunPart[]): void {
  for (const [index, { checkpoints }] of runs.entries())
    for (const checkpoint of checkpoints) store.checkpoints.add(runIds[index]!, checkpoint)
}

/** The bundle's parts as one record, as a results file holds it. */
function recordOf({ experiment, runs }: Bundle): unknown {
  const starts = runs.flatMap(({ startedAt }) => startedAt ?? [])
  const ends = runs.flatMap(({ endedAt }) => endedAt ?? [])
  const startedAt = starts.length === 0 ? experiment.createdAt : Math.min(...starts)
  const first = runs.find(({ environment }) => environment !== null)?.environment ?? null
  return {
    ...experiment.record,
    ...{ format: RESULTS_FORMAT, startedAt: new Date(startedAt).toISOString() },
    seconds: ends.length === 0 ? 0 : Math.max(0, Math.max(...ends) - startedAt) / 1000,
    environment: environmentAt(experiment, first) ?? readEnvironment(0, {}),
    runs: runs.map(({ record, series }) => ({
      ...record,
      checkpoint: null,
      series: Object.fromEntries(
        Object.entries(series).map(([metric, text]) => [metric, floatsOf(Buffer.from(text, 'base64'))]),
      ),
    })),
  }
}

function environmentAt({ environments }: ExperimentPart, place: number | null) {
  if (place === null) return null
  const environment = environments[place]
  if (environment !== undefined) return environment
  throw new WorkbenchError('bad-input', `This bundle is refused: it has no environment ${place + 1}.`)
}

function bytesOf(text: string | null): Uint8Array | undefined {
  return text === null ? undefined : Uint8Array.from(Buffer.from(text, 'base64'))
}
