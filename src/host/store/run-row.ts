import type { BackendChoice, RunStatus } from '../../contract/call-parts.ts'
import type { RunSummary } from '../../contract/host-answers.ts'
import type { Environment } from '../../contract/experiment-record.ts'
import type { PlannedRun } from '../../domain/grid.ts'
import type { RunOutcome } from '../../domain/outcome.ts'
import type { Recipe } from '../../domain/recipe.ts'
import { digestOfFile } from '../checkpoint-name.ts'
import type { SharedContent } from './shared-content.ts'

/** What a run is while it lives: the columns that change. */
export type RunStateRow = {
  status: RunStatus
  queue_position: number | null
  attempt: number
  reason: string | null
  outcome: RunOutcome | null
  backend_name: string | null
  backend_reason: string | null
  environment: number | null
  steps_done: number
  seconds_trained: number
  started_at: number | null
  ended_at: number | null
  final_test_accuracy: number | null
  final_test_loss: number | null
}

export type RunRow = RunStateRow & {
  number: number
  id: string
  experiment: number
  position: number
  key: string
  role: PlannedRun['role']
  arm: string
  batch_size: number
  learning_rate: number
  scaled_learning_rate: number
  seed: number
  pair_key: string
  cohort_key: string
  recipe: number
  total_steps: number
  steps_per_epoch: number
  experiment_id: string
  backend_choice: BackendChoice
  parent_id: string | null
  parent_key: string | null
  start_file: string | null
}

/** A run with all that is needed to train it and to report on it. */
export type StoredRun = RunSummary & {
  planned: PlannedRun
  /** The run here whose final weights it starts from; null for fresh ones and those of a stored checkpoint. */
  parentId: string | null
  /** What the experiment asked for. */
  backendChoice: BackendChoice
  /** What trains or trained it, and why; null until that is known. */
  backend: { name: string; reason: string } | null
  environment: Environment | null
}

/** The beginning of every statement that reads runs as `RunRow`. @param index by which the runs are read */
export function selectRuns(index = ''): string {
  return `
    SELECT run.*, experiment.id AS experiment_id, experiment.backend AS backend_choice,
      parent.id AS parent_id, parent.key AS parent_key
    FROM run ${index && `INDEXED BY ${index}`}
    JOIN experiment ON experiment.number = run.experiment
    LEFT JOIN run AS parent ON parent.number = run.parent`
}

export function toSummary(row: RunRow): RunSummary {
  return {
    ...{ id: row.id, experimentId: row.experiment_id, key: row.key, role: row.role, arm: row.arm },
    ...{ batchSize: row.batch_size, learningRate: row.learning_rate, seed: row.seed },
    ...{ status: row.status, outcome: row.outcome, reason: row.reason, attempt: row.attempt },
    ...{ stepsDone: row.steps_done, totalSteps: row.total_steps, stepsPerEpoch: row.steps_per_epoch },
    secondsTrained: row.seconds_trained,
    finalTestAccuracy: row.final_test_accuracy,
    finalTestLoss: finalTestLossOf(row),
    ...{ startedAt: row.started_at, endedAt: row.ended_at },
  }
}

/** SQLite knows no NaN: beside an accuracy a loss that is NULL was NaN. */
export function finalTestLossOf(row: Pick<RunRow, 'final_test_accuracy' | 'final_test_loss'>): number | null {
  return row.final_test_loss ?? (row.final_test_accuracy === null ? null : NaN)
}

export function toStoredRun(
  row: RunRow,
  recipes: SharedContent<Recipe>,
  environments: SharedContent<Environment>,
): StoredRun {
  const { key, role, arm, seed } = row
  return {
    ...toSummary(row),
    planned: {
      ...{ key, role, arm, seed, parent: row.parent_key ?? digestOfFile(row.start_file) },
      ...{ batchSize: row.batch_size, learningRate: row.learning_rate },
      scaledLearningRate: row.scaled_learning_rate,
      recipe: recipes.valueOf(row.recipe),
      ...{ pairKey: row.pair_key, cohortKey: row.cohort_key },
    },
    parentId: row.parent_id,
    backendChoice: row.backend_choice,
    backend: toBackend(row),
    environment: row.environment === null ? null : environments.valueOf(row.environment),
  }
}

function toBackend(row: RunRow): StoredRun['backend'] {
  if (row.backend_name === null) return null
  return { name: row.backend_name, reason: row.backend_reason ?? '' }
}
