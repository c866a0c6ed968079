import { isCheckpoint, type PlannedRun } from '../../domain/grid.ts'
import { stepPlan, type Recipe } from '../../domain/recipe.ts'
import type { Connection } from './connection.ts'
import { checkpointFileOf } from '../checkpoint-name.ts'
import { newId } from './rows.ts'
import { changedState, type ChangeContext, type RunChange } from './run-state.ts'
import type { RunStateRow } from './run-row.ts'
import type { SharedContent } from './shared-content.ts'

/** A run to store; `state` is for one that comes from elsewhere and has a past. */
export type NewRun = { planned: PlannedRun; state?: RunChange; id?: string }

const unborn: RunStateRow = {
  status: 'queued',
  queue_position: null,
  attempt: 0,
  reason: null,
  outcome: null,
  backend_name: null,
  backend_reason: null,
  environment: null,
  steps_done: 0,
  seconds_trained: 0,
  started_at: null,
  ended_at: null,
  final_test_accuracy: null,
  final_test_loss: null,
}

/** @returns a function that stores an experiment's runs, parents before children, and answers their ids in order */
export function runInserter(
  connection: Connection,
  recipes: SharedContent<Recipe>,
  context: ChangeContext,
): (experiment: number, runs: readonly NewRun[]) => string[] {
  const insert = connection.prepare<object>(`
    INSERT INTO run (
      id, experiment, position, key, role, arm, batch_size, learning_rate, scaled_learning_rate, seed, parent, start_file,
      pair_key, cohort_key, recipe, total_steps, steps_per_epoch, status, queue_position, attempt, reason, outcome,
      backend_name, backend_reason, environment, steps_done, seconds_trained, started_at, ended_at,
      final_test_accuracy, final_test_loss
    ) VALUES (
      @id, @experiment, @position, @key, @role, @arm, @batchSize, @learningRate, @scaledLearningRate, @seed, @parent, @startFile,
      @pairKey, @cohortKey, @recipe, @totalSteps, @stepsPerEpoch, @status, @queue_position, @attempt, @reason, @outcome,
      @backend_name, @backend_reason, @environment, @steps_done, @seconds_trained, @started_at, @ended_at,
      @final_test_accuracy, @final_test_loss
    )`)
  return (experiment, runs) => {
    const numbers = new Map<string, number>()
    const shapeOf = shapes(recipes)
    return runs.map(({ planned, state, id: given }, position) => {
      const { recipe: _recipe, parent, ...facts } = planned
      const id = given ?? newId()
      const parentNumber = parent === null ? null : (numbers.get(parent) ?? null)
      const startFile = parent !== null && isCheckpoint(parent) ? checkpointFileOf(parent) : null
      const row = insert.run({
        ...facts,
        ...changedState(unborn, { status: 'queued', ...state }, context),
        ...shapeOf(planned.recipe),
        ...{ id, experiment, position, parent: parentNumber, startFile },
      })
      // Of runs with equal content the first gives its weights to the children of all.
      if (!numbers.has(planned.key)) numbers.set(planned.key, Number(row.lastInsertRowid))
      return id
    })
  }
}

/** The runs of a shape share their recipe's object: it is stored, and its steps are counted, once. */
function shapes(recipes: SharedContent<Recipe>) {
  const known = new Map<Recipe, { recipe: number; totalSteps: number; stepsPerEpoch: number }>()
  return (recipe: Recipe) => {
    const shape = known.get(recipe) ?? shapeOf(recipe, recipes)
    known.set(recipe, shape)
    return shape
  }
}

function shapeOf(recipe: Recipe, recipes: SharedContent<Recipe>) {
  const { batchSizes, totalSteps } = stepPlan(recipe)
  return { recipe: recipes.numberOf(recipe), totalSteps, stepsPerEpoch: batchSizes.length }
}
