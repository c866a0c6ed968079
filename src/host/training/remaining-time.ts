import { cohortLimit } from '../cohort-limit.ts'
import type { CostBook } from '../plan/cost-book.ts'
import { shapeKey } from '../plan/shape-key.ts'
import { secondsOfJob } from '../plan/time-left.ts'
import type { LiveRuns } from './live-runs.ts'
import type { QueuedRun } from './training-queue.ts'

type Known = { live: LiveRuns; costs: CostBook }
/** Seconds a step of a shape takes at this moment, by the shape's key. */
type LiveSpeeds = ReadonlyMap<string, number>

/**
 * Seconds until each experiment is trained, when so many trainers take the runs in order. An experiment with a run of
 * whose shape nothing is known is left out.
 * @param runs queued or in training, in the queue's order
 */
export function secondsLeftByExperiment(
  runs: readonly QueuedRun[],
  trainers: number,
  known: Known,
): Map<string, number> {
  const left = new Map<string, number>()
  const unknown = new Set<string>()
  const busyUntil = new Array<number>(Math.max(1, trainers)).fill(0)
  const training = runs.filter(({ id }) => known.live.stepsOf(id) !== null)
  const waiting = runs.filter(({ id }) => known.live.stepsOf(id) === null)
  const speeds = liveSpeeds(training, known.live)
  for (const run of [...training, ...waiting]) {
    const seconds = secondsOf(run, speeds, known)
    if (seconds === null) unknown.add(run.experimentId)
    const next = busyUntil.indexOf(Math.min(...busyUntil))
    busyUntil[next]! += seconds ?? 0
    left.set(run.experimentId, Math.max(left.get(run.experimentId) ?? 0, busyUntil[next]!))
  }
  for (const id of unknown) left.delete(id)
  return left
}

/** What trains now says best how fast its shape is, with as many trainers as there are: the mean over its runs. */
function liveSpeeds(training: readonly QueuedRun[], live: LiveRuns): LiveSpeeds {
  const speeds = Map.groupBy(
    training.filter(({ id }) => live.secondsPerStep(id) !== null),
    shapeOf,
  )
  return new Map(
    [...speeds].map(([shape, runs]) => {
      return [shape, runs.reduce((sum, { id }) => sum + live.secondsPerStep(id)!, 0) / runs.length]
    }),
  )
}

const shapeOf = ({ planned, backend }: QueuedRun) =>
  `${shapeKey(planned.recipe, cohortLimit(backend))} ${backend}`

/** Of a stacked run its share of the stack. */
function secondsOf(run: QueuedRun, speeds: LiveSpeeds, { live, costs }: Known): number | null {
  const { recipe } = run.planned
  const cohort = cohortLimit(run.backend)
  const cost = costs.nearestCostOf(recipe, cohort, run.backend)
  const secondsPerStep = live.secondsPerStep(run.id) ?? speeds.get(shapeOf(run)) ?? cost?.secondsPerStep
  if (secondsPerStep === undefined) return null
  const known = { secondsPerEvaluation: 0, secondsOnce: 0, ...cost, secondsPerStep }
  return secondsOfJob({ recipe, stepsDone: live.stepsOf(run.id) ?? run.startStep, cost: known }) / cohort
}
