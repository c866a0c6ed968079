import { RunStatus, type BackendChoice, type ExperimentStatus } from '../../contract/call-parts.ts'
import type { ExperimentDetail } from '../../contract/host-answers.ts'
import type { ExperimentSummary, RunCounts } from '../../contract/host-answers.ts'
import type { DatasetInfo } from '../../domain/dataset.ts'
import { SpecSchema } from '../../domain/spec.ts'
import type { Origin } from './origin.ts'

/** What the database knows of an experiment; how long it will take, the host knows. */
export type StoredSummary = Omit<ExperimentSummary, 'secondsLeft'>

export type StoredExperiment = Omit<ExperimentDetail, 'secondsLeft' | 'origin'> & {
  /** What was asked for. */
  backend: BackendChoice
  /** Accuracy of the best constant answer on the test images used; null until it is known. */
  chance: number | null
  /** Of the record that it was imported from; null for one that was made here. */
  importedDigest: string | null
  /** Null for one that was made here, or imported by a version that did not note it. */
  origin: Origin | null
}

export type SummaryRow = {
  number: number
  id: string
  name: string
  notes: string
  tags: string
  preset: string | null
  looks: number
  dataset: string
  created_at: number
  trashed_at: number | null
}

export type ExperimentRow = SummaryRow & {
  spec: string
  backend: BackendChoice
  dataset_info: string
  chance: number | null
  fairness_notes: string
  imported_digest: string | null
  origin: string | null
}

/** The runs of an experiment that have one status. */
export type CountRow = { experiment: number; status: RunStatus; runs: number; trained: number; steps: number }

export const SUMMARY_COLUMNS =
  'experiment.number, id, name, notes, tags, preset, looks, dataset, created_at, trashed_at'

/** @param counts the rows of this experiment */
export function toStoredSummary(row: SummaryRow, counts: readonly CountRow[]): StoredSummary {
  const runs = Object.fromEntries(RunStatus.options.map((status) => [status, 0])) as RunCounts
  for (const { status, runs: count } of counts) runs[status] = count
  const steps = sumOf(counts, 'steps')
  return {
    ...{ id: row.id, name: row.name, status: statusOf(runs), preset: row.preset, dataset: row.dataset },
    ...{ notes: row.notes, tags: JSON.parse(row.tags) as string[], looks: row.looks },
    ...{ createdAt: row.created_at, trashedAt: row.trashed_at, runs },
    share: steps === 0 ? 1 : sumOf(counts, 'trained') / steps,
  }
}

export function toStoredExperiment(row: ExperimentRow, counts: readonly CountRow[]): StoredExperiment {
  return {
    ...toStoredSummary(row, counts),
    spec: SpecSchema.parse(JSON.parse(row.spec)),
    datasetInfo: JSON.parse(row.dataset_info) as DatasetInfo,
    fairnessNotes: JSON.parse(row.fairness_notes) as string[],
    ...{ backend: row.backend, chance: row.chance, importedDigest: row.imported_digest },
    origin: row.origin === null ? null : (JSON.parse(row.origin) as Origin),
  }
}

/** Whether the queue is paused the database does not know: the host says *paused* for what is queued or running then. */
function statusOf(runs: RunCounts): ExperimentStatus {
  const { queued, ...begun } = runs
  if (runs.running > 0) return 'running'
  if (queued > 0) return Object.values(begun).some((count) => count > 0) ? 'running' : 'queued'
  if (runs.failed + runs.interrupted > 0) return 'incomplete'
  return runs.stopped > 0 ? 'stopped' : 'finished'
}

function sumOf(counts: readonly CountRow[], field: 'trained' | 'steps'): number {
  return counts.reduce((sum, row) => sum + row[field], 0)
}
