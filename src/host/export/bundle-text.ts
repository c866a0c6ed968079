import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { BUNDLE_FORMAT } from '../../contract/bundle-start.ts'
import { ExperimentRecord, type RunRecord } from '../../contract/experiment-record.ts'
import { MetricName } from '../../contract/call-parts.ts'
import type { CheckpointFiles } from '../checkpoint-files.ts'
import { checkpointFileOf } from '../checkpoint-name.ts'
import { readEnvironment } from '../environment.ts'
import { experimentRecord } from '../record/experiment-record.ts'
import type { Store } from '../store/open-store.ts'
import type { StoredRun } from '../store/run-row.ts'
import {
  BUNDLE_VERSION,
  bundleLine,
  type BundleHead,
  type BundlePart,
  type ExperimentPart,
  type RunPart,
} from './bundle-format.ts'

const PIECE_BYTES = 768 * 1024

export type BundleSource = { store: Store; files: CheckpointFiles }

/** Everything of an experiment at one moment, but for the content of the checkpoints' files. */
type Snapshot = { head: BundleHead; experiment: ExperimentPart; runs: RunPart[]; files: string[] }

/**
 * An experiment as the text of a bundle, line by line. What was imported names where it comes from, not where it is, so
 * that the same experiment gives the same bytes in every database.
 * @param onPart told how many of the parts are written
 * @throws WorkbenchError `not-found` for the experiment or a checkpoint that went meanwhile, `bad-input` for a damaged one
 */
export async function* bundleText(
  source: BundleSource,
  id: string,
  options: { checkpoints: boolean },
  onPart: (done: number, total: number) => void = () => undefined,
): AsyncGenerator<string> {
  const { head, experiment, runs, files } = snapshotOf(source, id, options.checkpoints)
  const total = 2 + runs.length + files.length
  const whole = createHash('sha256')
  const line = (part: BundleHead | BundlePart): string => {
    const text = bundleLine(part)
    whole.update(text)
    return text
  }
  yield line(head)
  yield line(experiment)
  for (const [index, run] of runs.entries()) {
    yield line(run)
    onPart(3 + index, total)
    await setImmediate() // the host answers meanwhile
  }
  for (const [index, file] of files.entries()) {
    for (const part of await checkpointParts(source.files, file)) yield line(part)
    onPart(3 + runs.length + index, total)
  }
  yield bundleLine({ part: 'end', sha256: whole.digest('hex') })
}

function snapshotOf(source: BundleSource, id: string, withCheckpoints: boolean): Snapshot {
  const { store } = source
  const { backend, createdAt, origin } = store.experiments.get(id)
  const { runs: records, ...record } = ExperimentRecord.parse(experimentRecord(store, id, 'steps'))
  const { environment: _first, startedAt: _start, seconds: _seconds, ...facts } = record
  const stored = store.runs.ofExperiment(id)
  const environments = distinct(stored.flatMap(({ environment }) => environment ?? []))
  const files = withCheckpoints ? filesOf(source, stored) : []
  const runs = records.map((run, index) =>
    runPart(store, stored[index]!, run, {
      id: origin?.runIds?.[index] ?? stored[index]!.id,
      environments,
      files,
    }),
  )
  const program = origin?.program ?? readEnvironment(0, {}).product
  return {
    ...{ runs, files },
    head: {
      ...{ format: BUNDLE_FORMAT, version: BUNDLE_VERSION, program },
      ...{ runs: runs.length, checkpoints: files.length },
    },
    experiment: {
      ...{ part: 'experiment', id: origin?.experimentId ?? id, createdAt: origin?.createdAt ?? createdAt },
      ...{ backend, environments, record: facts },
    },
  }
}

/** The files of the runs' checkpoints that are there, and of those that runs start from. */
function filesOf({ store, files }: BundleSource, runs: readonly StoredRun[]): string[] {
  const named = runs.flatMap(({ id, parentId, planned }) => [
    ...(planned.parent !== null && parentId === null ? [checkpointFileOf(planned.parent)] : []),
    ...store.checkpoints.of(id).map(({ file }) => file),
  ])
  return distinct(named).filter((file) => files.has(file))
}

function runPart(
  store: Store,
  run: StoredRun,
  { series, checkpoint: _checkpoint, ...record }: RunRecord,
  known: { id: string; environments: readonly object[]; files: readonly string[] },
): RunPart {
  const { startedAt, endedAt, environment } = run
  const predicted = store.results.predictions(run.id)
  const series64 = MetricName.options.map((metric) => [metric, base64Of(series[metric])])
  return {
    ...{ part: 'run', id: known.id, startedAt, endedAt },
    environment: environment === null ? null : known.environments.indexOf(environment),
    record,
    series: Object.fromEntries(series64) as RunPart['series'],
    predicted: predicted === null ? null : base64Of(predicted),
    checkpoints: store.checkpoints.of(run.id).filter(({ file }) => known.files.includes(file)),
  }
}

async function checkpointParts(files: CheckpointFiles, file: string): Promise<BundlePart[]> {
  const bytes = await files.bytesOf(file)
  const pieces = Math.max(1, Math.ceil(bytes.length / PIECE_BYTES))
  return Array.from({ length: pieces }, (_, piece) => {
    const data = base64Of(bytes.subarray(piece * PIECE_BYTES, (piece + 1) * PIECE_BYTES))
    return { part: 'checkpoint' as const, file, piece, pieces, data }
  })
}

function base64Of({ buffer, byteOffset, byteLength }: Float32Array | Uint8Array): string {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength).toString('base64')
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)]
}
