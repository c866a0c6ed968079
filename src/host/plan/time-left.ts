import { stepPlan, type Recipe } from '../../domain/recipe.ts'

/** What a shape costs on this machine with every trainer busy, in seconds: a step, an evaluation, and what comes once. */
export type ShapeCost = { secondsPerStep: number; secondsPerEvaluation: number; secondsOnce: number }

/** A job for one trainer: a run, or several stacked, of which so many steps are trained. */
export type CostedJob = { recipe: Recipe; stepsDone: number; cost: ShapeCost }

/** Seconds until a trainer has started, before its first job: Node, TensorFlow.js, the choice of kernels. */
export const SECONDS_TO_START = 0.8

/** Seconds that the rest of a job takes a trainer. */
export function secondsOfJob({ recipe, stepsDone, cost }: CostedJob): number {
  const { batchSizes, totalSteps } = stepPlan(recipe)
  const stepsPerEvaluation = batchSizes.length * recipe.evaluateEveryEpochs
  const evaluations = Math.ceil(totalSteps / stepsPerEvaluation) - Math.floor(stepsDone / stepsPerEvaluation)
  const steps = totalSteps - stepsDone
  return steps * cost.secondsPerStep + evaluations * cost.secondsPerEvaluation + cost.secondsOnce
}

/**
 * Seconds until all jobs are trained when so many trainers take them in order, each the next one as it is free.
 * @param seconds of each job
 */
export function secondsUntilDone(seconds: readonly number[], trainers: number): number {
  const busyUntil = new Array<number>(Math.max(1, trainers)).fill(0)
  for (const duration of seconds) {
    const next = busyUntil.indexOf(Math.min(...busyUntil))
    busyUntil[next]! += duration
  }
  return Math.max(...busyUntil)
}
