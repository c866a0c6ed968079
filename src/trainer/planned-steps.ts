import { stepPlan, type Recipe } from '../domain/recipe.ts'

/** One training step as the recipe plans it. */
export type PlannedStep = {
  /** Counted from 0 over the whole run. */
  step: number
  epoch: number
  /** The batch is images [first, first + size) of the epoch's order. */
  first: number
  size: number
  /** Whether its epoch, or the whole budget, ends with it. */
  endsEpoch: boolean
}

/** The steps of a run from `firstStep` on, which may lie within an epoch. */
export function* plannedSteps(recipe: Recipe, firstStep: number): Generator<PlannedStep> {
  const { batchSizes, totalSteps } = stepPlan(recipe)
  let step = Math.floor(firstStep / batchSizes.length) * batchSizes.length
  for (let epoch = step / batchSizes.length; step < totalSteps; epoch++) {
    let first = 0
    for (const [position, size] of batchSizes.entries()) {
      if (step === totalSteps) return
      const endsEpoch = position === batchSizes.length - 1 || step === totalSteps - 1
      if (step >= firstStep) yield { step, epoch, first, size, endsEpoch }
      first += size
      step++
    }
  }
}
