import { createHash } from 'node:crypto'
import { WorkbenchError } from '../../contract/errors.ts'
import { ExperimentRecord, type RunRecord } from '../../contract/experiment-record.ts'
import { expandGrid, type PlannedRun } from '../../domain/grid.ts'
import { parseSpec } from '../../domain/parse-spec.ts'
import { problemsText } from '../../domain/spec-problem.ts'
import type { Spec } from '../../domain/spec.ts'
import { inWords } from '../in-words.ts'
import type { RunChange } from '../store/run-state.ts'
import type { Store } from '../store/open-store.ts'
import { float32ListText } from '../../contract/float32-text.ts'

/**
 * Takes an experiment's record into the database; the same record again is not taken twice.
 * @throws WorkbenchError `bad-input` with what is wrong with the record
 */
export function importRecord(store: Store, value: unknown, now: number): { id: string; isNew: boolean } {
  const record = parseRecord(value)
  record.runs.forEach((run, index) => checkRun(run, index, record))
  const importedDigest = digestOf(record)
  const known = store.experiments.importedFrom(importedDigest)
  if (known !== null) return { id: known, isNew: false }
  const spec = checkedSpec(record)
  const planned = plannedRunsOf(record, spec)
  return store.transaction(() => {
    const { id, runIds } = store.experiments.insert(
      {
        ...{ name: record.name, spec, preset: record.preset, backend: 'auto', looks: record.looks },
        ...{ dataset: record.dataset, chance: record.chance, fairnessNotes: record.fairnessNotes },
        ...{ notes: record.notes, tags: record.tags, createdAt: now, importedDigest },
      },
      planned.map((run, index) => ({ planned: run, state: stateOf(record, record.runs[index]!) })),
    )
    for (const [index, runId] of runIds.entries()) saveRun(store, runId, record.runs[index]!)
    return { id, isNew: true }
  })
}

function parseRecord(value: unknown): ExperimentRecord {
  const parsed = ExperimentRecord.safeParse(value, inWords)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const place = issue?.path.join('.') ?? ''
  throw new WorkbenchError(
    'bad-input',
    `This is not a record of this version: ${place}: ${issue?.message ?? ''}`,
  )
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

function stateOf(record: ExperimentRecord, run: RunRecord): RunChange {
  const status =
    run.outcome === 'did not learn' ? 'done' : run.outcome === 'unfinished' ? 'interrupted' : run.outcome
  const startedAt = Date.parse(record.startedAt)
  return {
    ...{
      status,
      reason: run.reason,
      attempt: run.attempts,
      backend: run.backend,
      environment: record.environment,
    },
    outcome: run.outcome === 'unfinished' ? null : run.outcome,
    ...{ secondsTrained: run.secondsTrained, stepsDone: run.series.loss.length },
    ...{ startedAt, endedAt: startedAt + 1000 * record.seconds },
  }
}

function saveRun(store: Store, runId: string, run: RunRecord): void {
  if (run.series.loss.length > 0) store.series.appendMetrics([{ runId, firstStep: 0, ...run.series }])
  for (const evaluation of run.evaluations) store.results.addEvaluation(runId, evaluation)
  if (run.result !== null) {
    const { confusion, ...scores } = run.result
    store.results.saveResult(runId, { ...scores, confusion: Int32Array.from(confusion) })
  }
}

/** Of all that it says of runs; what a user wrote about them, and which file the checkpoints were in, is left out. */
function digestOf({ runs, notes: _notes, tags: _tags, ...head }: ExperimentRecord): string {
  const hash = createHash('sha256').update(JSON.stringify(head))
  for (const { series, checkpoint: _checkpoint, ...facts } of runs) {
    hash.update(JSON.stringify(facts))
    for (const values of Object.values(series)) hash.update(float32ListText(values))
  }
  return hash.digest('hex')
}
