import { buildLayers, parametersOf } from '../../domain/architecture.ts'
import type { PlannedRun } from '../../domain/grid.ts'
import { stepPlan, type Recipe } from '../../domain/recipe.ts'

/** Four metrics of four bytes a step, and what the database needs beside them. */
const BYTES_PER_STEP = 4 * 5
/** A run's row, its evaluations and its confusion matrix. */
const BYTES_PER_RUN = 4000

/** How many bytes of disk the runs will have taken when they are done: an estimate. */
export function diskNeeded(runs: readonly PlannedRun[]): number {
  return runs.reduce((sum, { recipe }) => {
    const { totalSteps } = stepPlan(recipe)
    return sum + totalSteps * BYTES_PER_STEP + BYTES_PER_RUN + checkpointsOf(recipe) * checkpointBytes(recipe)
  }, 0)
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
