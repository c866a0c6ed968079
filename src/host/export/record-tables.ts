import type { ExperimentRecord } from '../../contract/experiment-record.ts'
import { MetricName } from '../../contract/call-parts.ts'
import type { CsvCell } from '../../domain/csv.ts'

/** A column of one type: whole numbers below 2³¹, numbers as float32 or float64, or texts; null is a missing value. */
export type Column =
  | { name: string; type: 'INT32' | 'DOUBLE' | 'STRING'; data: readonly CsvCell[] }
  | { name: string; type: 'INT32'; data: Int32Array }
  | { name: string; type: 'FLOAT'; data: Float32Array }

/** A table by columns, which all have one length. */
export type Table = { rows: number; columns: Column[] }

const MODES = ['running', 'precise', 'batch'] as const
const SETS = ['test', 'train', 'validation'] as const
const SERIES_NAMES = { loss: 'loss', accuracy: 'accuracy', gradientNorm: 'gradient_norm', seconds: 'seconds' }

/** By what an experiment and its runs, in the order of the record, are known here: figures and reports name these. */
export type RecordIds = { experiment: string; runs: readonly string[] }

/** An experiment as three tables, joined by `run`: a run's number in the order of the grid, from 1. */
export function recordTables(
  record: ExperimentRecord,
  ids: RecordIds,
): Record<'runs' | 'series' | 'evaluations', Table> {
  return { runs: runsTable(record, ids), series: seriesTable(record), evaluations: evaluationsTable(record) }
}

/** What each run was and came to; one row a run. */
function runsTable({ runs }: ExperimentRecord, ids: RecordIds): Table {
  const column = columnsOver(runs)
  return {
    rows: runs.length,
    columns: [
      column('run', 'INT32', (_, index) => index + 1),
      column('id', 'STRING', (_, index) => ids.runs[index]!),
      column('experiment_id', 'STRING', () => ids.experiment),
      column('key', 'STRING', ({ key }) => key),
      column('role', 'STRING', ({ role }) => role),
      column('arm', 'STRING', ({ arm }) => arm),
      column('batch_size', 'INT32', ({ batchSize }) => batchSize),
      column('learning_rate', 'DOUBLE', ({ learningRate }) => learningRate),
      column('scaled_learning_rate', 'DOUBLE', ({ scaledLearningRate }) => scaledLearningRate),
      column('seed', 'INT32', ({ seed }) => seed),
      column('outcome', 'STRING', ({ outcome }) => outcome),
      column('reason', 'STRING', ({ reason }) => reason),
      column('attempts', 'INT32', ({ attempts }) => attempts),
      column('backend', 'STRING', ({ backend }) => backend?.name ?? null),
      column('steps', 'INT32', ({ series }) => series.loss.length),
      column('total_steps', 'INT32', ({ totalSteps }) => totalSteps),
      column('steps_per_epoch', 'INT32', ({ stepsPerEpoch }) => stepsPerEpoch),
      column('seconds_trained', 'DOUBLE', ({ secondsTrained }) => secondsTrained),
      ...MODES.flatMap((mode) => [
        column(`test_accuracy_${mode}`, 'DOUBLE', ({ result }) => result?.[mode]?.accuracy ?? null),
        column(`test_loss_${mode}`, 'DOUBLE', ({ result }) => result?.[mode]?.loss ?? null),
      ]),
      column('steps_to_target', 'INT32', ({ targetReached }) => targetReached?.step ?? null),
      column('seconds_to_target', 'DOUBLE', ({ targetReached }) => targetReached?.seconds ?? null),
    ],
  }
}

/** Every step of every run; one row a step, its loss taken before its update. */
function seriesTable({ runs }: ExperimentRecord): Table {
  const rows = runs.reduce((sum, { series }) => sum + series.loss.length, 0)
  const [numbers, steps] = [new Int32Array(rows), new Int32Array(rows)]
  const metrics = MetricName.options.map((metric) => ({ metric, data: new Float32Array(rows) }))
  let start = 0
  for (const [index, { series }] of runs.entries()) {
    const end = start + series.loss.length
    numbers.fill(index + 1, start, end)
    for (let row = start; row < end; row++) steps[row] = row - start + 1
    for (const { metric, data } of metrics) data.set(series[metric], start)
    start = end
  }
  return {
    rows,
    columns: [
      { name: 'run', type: 'INT32', data: numbers },
      { name: 'step', type: 'INT32', data: steps },
      ...metrics.map(({ metric, data }): Column => ({ name: SERIES_NAMES[metric], type: 'FLOAT', data })),
    ],
  }
}

/** The scores while it was trained; one row an evaluation. */
function evaluationsTable({ runs }: ExperimentRecord): Table {
  const all = runs.flatMap(({ evaluations }, index) =>
    evaluations.map((evaluation) => ({ ...evaluation, run: index + 1 })),
  )
  const column = columnsOver(all)
  return {
    rows: all.length,
    columns: [
      column('run', 'INT32', ({ run }) => run),
      column('step', 'INT32', ({ step }) => step),
      column('epoch', 'DOUBLE', ({ epoch }) => epoch),
      ...SETS.flatMap((set) => [
        column(`${set}_accuracy`, 'DOUBLE', (evaluation) => evaluation[set]?.accuracy ?? null),
        column(`${set}_loss`, 'DOUBLE', (evaluation) => evaluation[set]?.loss ?? null),
      ]),
    ],
  }
}

function columnsOver<T>(items: readonly T[]) {
  return (
    name: string,
    type: 'INT32' | 'DOUBLE' | 'STRING',
    cell: (item: T, index: number) => CsvCell,
  ): Column => ({ name, type, data: items.map(cell) })
}
