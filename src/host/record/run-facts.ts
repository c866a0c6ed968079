import type { Evaluation } from '../../contract/host-answers.ts'
import type { RunRecord } from '../../contract/experiment-record.ts'
import type { RunOutcome } from '../../domain/outcome.ts'
import { stepPlan, type Recipe } from '../../domain/recipe.ts'
import type { StoredRun } from '../store/run-row.ts'

/** Mean of the losses of each whole epoch's steps, each step counted once. */
export function epochLosses(losses: Float32Array, stepsPerEpoch: number): number[] {
  return Array.from({ length: Math.floor(losses.length / stepsPerEpoch) }, (_, epoch) => {
    const own = losses.subarray(epoch * stepsPerEpoch, (epoch + 1) * stepsPerEpoch)
    return own.reduce((sum, loss) => sum + loss, 0) / stepsPerEpoch
  })
}

/**
 * When the test accuracy first reached a target, by the evaluations: step, images seen and seconds trained.
 * @param secondsAt the seconds trained when a step had ended
 * @returns null when no target is set or it was not reached
 */
export function targetReached(
  target: number | null,
  evaluations: readonly Pick<Evaluation, 'step' | 'test'>[],
  recipe: Recipe,
  secondsAt: (step: number) => number,
): RunRecord['targetReached'] {
  const reached = target === null ? undefined : evaluations.find(({ test }) => test.accuracy >= target)
  if (target === null || reached === undefined) return null
  const { step } = reached
  return { accuracy: target, step, examples: examplesAt(recipe, step), seconds: secondsAt(step) }
}

/** What a run is to a comparison: what it came to, or how far from that it was left. */
export function outcomeOf({ status, outcome }: Pick<StoredRun, 'status' | 'outcome'>): RunOutcome {
  return outcome ?? (status === 'stopped' || status === 'failed' ? status : 'unfinished')
}

/** How many images a run has been trained on after so many steps. */
function examplesAt(recipe: Recipe, steps: number): number {
  const { batchSizes } = stepPlan(recipe)
  const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0)
  const epochs = Math.floor(steps / batchSizes.length)
  return epochs * sum(batchSizes) + sum(batchSizes.slice(0, steps - epochs * batchSizes.length))
}
