import type { TrainJob } from '../contract/trainer.ts'
import { buildLayers } from '../domain/architecture.ts'
import type { Recipe } from '../domain/recipe.ts'
import type { Backend } from './backend.ts'
import { createCohortState, type CohortState } from './cohort-state.ts'
import { createEvaluator, type Evaluator, type ImageRange } from './evaluation.ts'
import type { LoadedData } from './loaded-data.ts'
import { createTrainingSteps, type TrainingSteps } from './training-step.ts'

/** A cohort on its device: the arrays, the training steps and the evaluation of runs of one shape. */
export type Cohort = {
  state: CohortState
  steps: TrainingSteps
  evaluator: Evaluator
  ranges: { test: ImageRange; train: ImageRange | null; validation: ImageRange | null }
  dispose: () => void
}

/** Puts a job's members on the device, side by side on the replica axis. */
export function createCohort({ recipe, members }: TrainJob, data: LoadedData, backend: Backend): Cohort {
  const { height, width, classes } = recipe.dataset
  const layers = buildLayers(recipe.network, recipe.normalization, height * width, classes)
  const executor = backend.createExecutor()
  try {
    const state = createCohortState(executor, recipe, layers, members)
    return {
      state,
      steps: createTrainingSteps(executor, recipe, layers, state, data.device, members),
      evaluator: createEvaluator(executor, recipe, layers, state, data, members.length),
      ranges: rangesOf(recipe),
      dispose: executor.dispose,
    }
  } catch (error) {
    executor.dispose()
    throw error
  }
}

/** What is evaluated at the cadence; null for a part that the recipe leaves out. */
function rangesOf(recipe: Recipe): Cohort['ranges'] {
  const { testExamples, evaluatedTrainExamples, trainExamples, validationExamples } = recipe
  const range = (half: 'train' | 'test', first: number, count: number): ImageRange => ({ half, first, count })
  return {
    test: range('test', 0, testExamples),
    train: evaluatedTrainExamples > 0 ? range('train', 0, evaluatedTrainExamples) : null,
    validation: validationExamples > 0 ? range('train', trainExamples, validationExamples) : null,
  }
}
