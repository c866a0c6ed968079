import type { Recipe } from '../../domain/recipe.ts'
import type { Connection } from './connection.ts'
import { rememberingFinished } from './finished-runs.ts'
import { scoresOf } from './packed.ts'
import { finalTestLossOf, type RunRow } from './run-row.ts'
import type { SeriesStore } from './series.ts'
import type { SharedContent } from './shared-content.ts'
import type { ShortEvaluation, StoredComparedRun } from './stored-compared-run.ts'
import { untilWritten } from './until-written.ts'

type Row = Pick<
  RunRow,
  | 'number'
  | 'id'
  | 'arm'
  | 'batch_size'
  | 'learning_rate'
  | 'seed'
  | 'pair_key'
  | 'recipe'
  | 'status'
  | 'outcome'
  | 'steps_done'
  | 'total_steps'
  | 'steps_per_epoch'
  | 'seconds_trained'
  | 'ended_at'
  | 'final_test_accuracy'
  | 'final_test_loss'
> & { running: Uint8Array | null; precise: Uint8Array | null; batch: Uint8Array | null }
type EvaluationRow = { step: number; test: Uint8Array; train: Uint8Array | null }

/** The functions that read runs for a comparison. */
export function comparedRunReader(
  connection: Connection,
  recipes: SharedContent<Recipe>,
  series: Pick<SeriesStore, 'readValues'>,
) {
  const ofExperiment = connection.prepare<[string], Row>(`
    SELECT run.number, run.id, arm, batch_size, learning_rate, seed, pair_key, recipe, status, outcome, steps_done,
      total_steps, steps_per_epoch, seconds_trained, ended_at, final_test_accuracy, final_test_loss,
      result.running, result.precise, result.batch
    FROM run LEFT JOIN result ON result.run = run.number
    WHERE run.experiment = (SELECT number FROM experiment WHERE id = ?) AND run.role = 'compared'
    ORDER BY run.position`)
  const all = connection.prepare<[number], EvaluationRow>(
    `SELECT step, test, train FROM evaluation WHERE run = ? ORDER BY step`,
  )
  return {
    /** The runs of an experiment that are compared, in the order of its grid; none when there is no such experiment. */
    ofExperiment: untilWritten(connection, (experimentId): readonly StoredComparedRun[] =>
      ofExperiment.all(experimentId).map((row) => toComparedRun(row, experimentId, recipes)),
    ),
    ...rememberingFinished({
      /** In the order of their steps. */
      evaluations: ({ number }) => all.all(number).map(toEvaluation),
      values: ({ id }, metric, from, to) => series.readValues(id, metric, from, to),
    }),
  }
}

function toEvaluation({ step, test, train }: EvaluationRow): ShortEvaluation {
  return { step, test: scoresOf(test)!, train: scoresOf(train) }
}

function toComparedRun(row: Row, experimentId: string, recipes: SharedContent<Recipe>): StoredComparedRun {
  const running = scoresOf(row.running)
  return {
    ...{ number: row.number, id: row.id, experimentId, arm: row.arm, batchSize: row.batch_size },
    ...{ learningRate: row.learning_rate, seed: row.seed, pairKey: row.pair_key },
    recipe: recipes.valueOf(row.recipe),
    ...{ status: row.status, outcome: row.outcome, stepsDone: row.steps_done, totalSteps: row.total_steps },
    ...{ stepsPerEpoch: row.steps_per_epoch, secondsTrained: row.seconds_trained, endedAt: row.ended_at },
    finalTestAccuracy: row.final_test_accuracy,
    finalTestLoss: finalTestLossOf(row),
    result: running && { running, precise: scoresOf(row.precise), batch: scoresOf(row.batch) },
  }
}
