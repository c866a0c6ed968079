import { WorkbenchError } from '../../contract/errors.ts'
import { ExperimentRecord, type RunRecord } from '../../contract/experiment-record.ts'
import type { BackendChoice } from '../../contract/call-parts.ts'
import { expandGrid, type PlannedRun } from '../../domain/grid.ts'
import { parseSpec } from '../../domain/parse-spec.ts'
import { problemsText } from '../../domain/spec-problem.ts'
import type { Spec } from '../../domain/spec.ts'
import { productVersion } from '../environment.ts'
import { schemaWords } from '../../contract/schema-words.ts'
import type { Origin } from '../store/origin.ts'
import type { RunChange } from '../store/run-state.ts'
import type { Store } from '../store/open-store.ts'
import { experimentRecord } from './experiment-record.ts'
import { recordDigest } from './record-digest.ts'

/** What is known of an imported experiment's past beside its record. */
export type Past = {
  origin: Origin
  /** What was asked for. */
  backend: BackendChoice
  /** Ids of the experiment and its runs to keep; null for new ones. */
  ids: { experiment: string; runs: readonly string[] } | null
  /** Of one run by its position: what differs from what the record says of all. */
  stateOf: (index: number) => RunChange
  predictedBy: (index: number) => Uint8Array | undefined
}

/**
 * Takes an experiment's record into the database; what is here already, imported or trained here, is not taken twice.
 * @param now milliseconds since 1970
 * @throws WorkbenchError `bad-input` with what is wrong with the record
 */
export function importRecord(store: Store, value: unknown, now: number): { id: string; isNew: boolean } {
  const record = parseRecord(value)
  const startedAt = Date.parse(record.startedAt)
  const { id, isNew } = takeRecord(store, record, {
    ...{ backend: 'auto', ids: null, predictedBy: () => undefined },
    origin: {
      ...{ form: 'results', experimentId: null, createdAt: null, runIds: null },
      ...{ program: record.environment.product, importedAt: now, importedBy: productVersion() },
    },
    stateOf: () => ({
      environment: record.environment,
      ...{ startedAt, endedAt: startedAt + Math.round(1000 * record.seconds) },
    }),
  })
  return { id, isNew }
}

/** The same for a record that has been parsed, with what else is known of its past. @throws as `importRecord` */
export function takeRecord(
  store: Store,
  record: ExperimentRecord,
  past: Past,
): { id: string; runIds: string[]; isNew: boolean } {
  record.runs.forEach((run, index) => checkRun(run, index, record))
  const spec = checkedSpec(record)
  const importedDigest = recordDigest(record)
  const known =
    store.experiments.importedFrom(importedDigest) ?? madeHere(store, record, spec, importedDigest)
  if (known !== null) return { id: known, runIds: idsOf(store, known), isNew: false }
  const planned = plannedRunsOf(record, spec)
  return store.transaction(() => {
    const { id, runIds } = store.experiments.insert(
      {
        ...{ name: record.name, spec, preset: record.preset, backend: past.backend, looks: record.looks },
        ...{ dataset: record.dataset, chance: record.chance, fairnessNotes: record.fairnessNotes },
        ...{ notes: record.notes, tags: record.tags, createdAt: past.origin.importedAt },
        ...{ importedDigest, origin: past.origin },
        ...(past.ids && { id: past.ids.experiment }),
      },
      planned.map((run, index) => ({
        planned: run,
        state: { ...stateOf(record.runs[index]!), ...past.stateOf(index) },
        ...(past.ids && { id: past.ids.runs[index]! }),
      })),
    )
    for (const [index, runId] of runIds.entries())
      saveRun(store, runId, record.runs[index]!, past.predictedBy(index))
    return { id, runIds, isNew: true }
  })
}

/** The experiment of this database that the record was made of, as it still is; null when there is none. */
function madeHere(store: Store, record: ExperimentRecord, spec: Spec, digest: string): string | null {
  const alike = store.experiments.idsAlike(spec, record.runs.length)
  return alike.find((id) => beganAlike(store, id, record) && isSame(store, id, digest)) ?? null
}

/** Enough to tell nearly every two apart, before all their steps are read: the whole host waits meanwhile. */
function beganAlike(store: Store, id: string, { startedAt, seconds }: ExperimentRecord): boolean {
  const own = experimentRecord(store, id, 'ends')
  return own.startedAt === startedAt && own.seconds === seconds
}

/** Whether the experiment's record, as it is now, has this digest: so when it comes back to where it was made. */
export function isSame(store: Store, id: string, digest: string): boolean {
  return recordDigest(parseRecord(experimentRecord(store, id, 'steps'))) === digest
}

function idsOf(store: Store, experimentId: string): string[] {
  return store.runs.ofExperiment(experimentId).map(({ id }) => id)
}

/** @throws WorkbenchError `bad-input` with the place of what is wrong with it */
export function parseRecord(value: unknown): ExperimentRecord {
  if (isSpec(value))
    throw new WorkbenchError(
      'bad-input',
      'This is a spec, with nothing in it to import. To train it: New experiment, JSON in the app, or bnw run in a terminal.',
    )
  const parsed = ExperimentRecord.safeParse(value, schemaWords)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const place = issue?.path.join('.') ?? ''
  throw new WorkbenchError(
    'bad-input',
    `This is not a record of this version: ${place}: ${issue?.message ?? ''}`,
  )
}

function isSpec(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'spec' in value && typeof value.spec === 'number'
}

/** @throws WorkbenchError `bad-input` when a run's series or counts do not fit each other */
function checkRun({ series, result }: RunRecord, index: number, { dataset }: ExperimentRecord): void {
  const lengths = Object.entries(series).map(([name, values]) => `${values.length} of ${name}`)
  if (Object.values(series).some((values) => values.length !== series.loss.length)) {
    throw new WorkbenchError(
      'bad-input',
      `runs.${index}.series: as many of each are needed, not ${lengths.join(', ')}.`,
    )
  }
  const counts = result?.confusion.length
  if (counts === undefined || counts === dataset.classes ** 2) return
  throw new WorkbenchError(
    'bad-input',
    `runs.${index}.result.confusion: it has ${counts} counts; of ${dataset.classes} classes there are ${dataset.classes ** 2}.`,
  )
}

function checkedSpec({ spec }: ExperimentRecord): Spec {
  const parsed = parseSpec(spec)
  if (parsed.ok) return parsed.spec
  throw new WorkbenchError(
    'bad-input',
    `The spec in the record is not valid.\n${problemsText(parsed.problems)}`,
  )
}

/** The recipes are not in a record: they are made again, and must come out with the keys that it names. */
function plannedRunsOf(record: ExperimentRecord, spec: Spec): PlannedRun[] {
  const planned = expandGrid(spec, record.dataset)
  const isSame = (run: PlannedRun, index: number) => {
    const own = record.runs[index]
    return own?.key === run.key && own.arm === run.arm && own.role === run.role
  }
  if (planned.length === record.runs.length && planned.every(isSame)) return planned
  throw new WorkbenchError(
    'bad-input',
    `The record names ${record.runs.length} runs whose keys this version of the program does not find in its spec: it was ` +
      'written by another version or changed since.',
  )
}

function stateOf({ outcome, reason, attempts, backend, secondsTrained, series }: RunRecord): RunChange {
  const status = outcome === 'did not learn' ? 'done' : outcome === 'unfinished' ? 'interrupted' : outcome
  return {
    ...{ status, reason, attempt: attempts, backend, secondsTrained },
    outcome: outcome === 'unfinished' ? null : outcome,
    stepsDone: series.loss.length,
  }
}

function saveRun(store: Store, runId: string, run: RunRecord, predicted: Uint8Array | undefined): void {
  if (run.series.loss.length > 0) store.series.appendMetrics([{ runId, firstStep: 0, ...run.series }])
  for (const evaluation of run.evaluations) store.results.addEvaluation(runId, evaluation)
  if (run.result !== null) {
    const { confusion, ...scores } = run.result
    store.results.saveResult(runId, {
      ...{ ...scores, confusion: Int32Array.from(confusion) },
      ...(predicted && { predicted }),
    })
  }
}
