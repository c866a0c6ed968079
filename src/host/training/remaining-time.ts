import { cohortLimit } from '../cohort-limit.ts'
import type { CostBook } from '../plan/cost-book.ts'
import { secondsOfJob } from '../plan/time-left.ts'
import type { LiveRuns } from './live-runs.ts'
import type { QueuedRun } from './training-queue.ts'

/**
 * Seconds until each experiment is trained, when so many trainers take the runs in order. An experiment with a run whose
 * cost is not known is left out.
 * @param runs queued or in training, in the queue's order
 */
export function secondsLeftByExperiment(
  runs: readonly QueuedRun[],
  trainers: number,
  { live, costs }: { live: LiveRuns; costs: CostBook },
): Map<string, number> {
  const left = new Map<string, number>()
  const unknown = new Set<string>()
  const busyUntil = new Array<number>(Math.max(1, trainers)).fill(0)
  const training = runs.filter(({ id }) => live.stepsOf(id) !== null)
  const waiting = runs.filter(({ id }) => live.stepsOf(id) === null)
  for (const run of [...training, ...waiting]) {
    const seconds = secondsOf(run, { live, costs })
    if (seconds === null) unknown.add(run.experimentId)
    const next = busyUntil.indexOf(Math.min(...busyUntil))
    busyUntil[next]! += seconds ?? 0
    left.set(run.experimentId, Math.max(left.get(run.experimentId) ?? 0, busyUntil[next]!))
  }
  for (const id of unknown) left.delete(id)
  return left
}

/** Of a stacked run its share of the stack. */
function secondsOf(run: QueuedRun, { live, costs }: { live: LiveRuns; costs: CostBook }): number | null {
  const { recipe } = run.planned
  const cohort = cohortLimit(run.backend)
  const cost = costs.costOf(recipe, cohort, run.backend)
  const secondsPerStep = live.secondsPerStep(run.id) ?? cost?.secondsPerStep
  if (secondsPerStep === undefined) return null
  const known = { secondsPerEvaluation: 0, secondsOnce: 0, ...cost, secondsPerStep }
  return secondsOfJob({ recipe, stepsDone: live.stepsOf(run.id) ?? run.startStep, cost: known }) / cohort
}
