import { stepPlan, type Recipe } from '../domain/recipe.ts'

/** What a step costs beside its images, in images: measured with 784-128-64-10 at batch sizes 16 to 256. */
const IMAGES_PER_STEP_OVERHEAD = 9

/** How much training a run is, in images and what equals them: for ordering jobs and for the time left. */
export function trainingWork(recipe: Recipe): number {
  const { batchSizes, totalSteps } = stepPlan(recipe)
  return totalSteps * workOfStep(batchSizes)
}

/** The work of one average step of an epoch with these batch sizes. */
function workOfStep(batchSizes: readonly number[]): number {
  const images = batchSizes.reduce((sum, size) => sum + size, 0)
  return images / Math.max(1, batchSizes.length) + IMAGES_PER_STEP_OVERHEAD
}
