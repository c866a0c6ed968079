import { buildLayers, parametersOf } from '../../domain/architecture.ts'
import type { PlannedRun } from '../../domain/grid.ts'
import { stepPlan, type Recipe } from '../../domain/recipe.ts'

/** Four metrics of four bytes a step, and what the database needs beside them. */
const BYTES_PER_STEP = 4 * 5
/** A run's row, its evaluations and its confusion matrix. What it says of each test image is a byte more an image. */
const BYTES_PER_RUN = 4000

/** How many bytes of disk the runs will have taken when they are done: an estimate. */
export function diskNeeded(runs: readonly PlannedRun[]): number {
  const runsOf = Map.groupBy(runs, ({ recipe }) => recipe)
  return [...runsOf].reduce((sum, [recipe, { length }]) => sum + length * diskOf(recipe), 0)
}

function diskOf(recipe: Recipe): number {
  const { totalSteps } = stepPlan(recipe)
  const ofRun = BYTES_PER_RUN + recipe.testExamples + checkpointsOf(recipe) * checkpointBytes(recipe)
  return totalSteps * BYTES_PER_STEP + ofRun
}

/** The one at the end, and those that the recipe asks for on the way. */
function checkpointsOf(recipe: Recipe): number {
  const { batchSizes, totalSteps } = stepPlan(recipe)
  if (recipe.checkpointEveryEpochs === null) return 1
  return 1 + Math.floor((totalSteps - 1) / (batchSizes.length * recipe.checkpointEveryEpochs))
}

function checkpointBytes({ network, normalization, dataset, optimizer }: Recipe): number {
  const layers = buildLayers(network, normalization, dataset.height * dataset.width, dataset.classes)
  const perValue = optimizer.type === 'adam' ? 3 : 2
  const values = parametersOf(layers).reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0)
  return values * perValue * Float32Array.BYTES_PER_ELEMENT
}
