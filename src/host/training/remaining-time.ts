import type { BackendChoice } from '../../contract/call-parts.ts'
import type { Recipe } from '../../domain/recipe.ts'
import { cohortLimit } from '../cohort-limit.ts'
import type { CostBook } from '../plan/cost-book.ts'
import { shapeKey } from '../plan/shape-key.ts'
import { secondsOfJob, type ShapeCost } from '../plan/time-left.ts'
import type { LiveRuns } from './live-runs.ts'
import type { QueuedRun } from './training-queue.ts'

type Known = { live: LiveRuns; costs: CostBook }
/** What is known of a run's shape: null where nothing is. */
type CostOf = (run: QueuedRun) => ShapeCost | null

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
  const costOf = costsOfShapes(training, known)
  for (const run of [...training, ...waiting]) {
    const seconds = secondsOf(run, costOf, known.live)
    if (seconds === null) unknown.add(run.experimentId)
    const next = busyUntil.indexOf(Math.min(...busyUntil))
    busyUntil[next]! += seconds ?? 0
    left.set(run.experimentId, Math.max(left.get(run.experimentId) ?? 0, busyUntil[next]!))
  }
  for (const id of unknown) left.delete(id)
  return left
}

/** By what trains of the shape now, with as many trainers as there are, or else by what was measured. */
function costsOfShapes(training: readonly QueuedRun[], { live, costs }: Known): CostOf {
  const speeds = liveSpeeds(training, live)
  const known = new Map<BackendChoice, Map<Recipe, ShapeCost | null>>()
  return (run) => {
    const { backend, planned } = run
    const ofBackend = known.get(backend) ?? new Map<Recipe, ShapeCost | null>()
    known.set(backend, ofBackend)
    const remembered = ofBackend.get(planned.recipe)
    if (remembered !== undefined) return remembered
    const measured = costs.nearestCostOf(planned.recipe, cohortLimit(backend, planned.recipe), backend)
    const secondsPerStep = speeds.get(shapeOf(run)) ?? measured?.secondsPerStep
    const cost =
      secondsPerStep === undefined
        ? null
        : { secondsPerEvaluation: 0, secondsOnce: 0, ...measured, secondsPerStep }
    ofBackend.set(planned.recipe, cost)
    return cost
  }
}

/** Seconds a step of a shape takes at this moment, by the shape's key: the mean over its runs. */
function liveSpeeds(training: readonly QueuedRun[], live: LiveRuns): ReadonlyMap<string, number> {
  const told = training.filter(({ id }) => live.secondsPerStep(id) !== null)
  return new Map(
    [...Map.groupBy(told, shapeOf)].map(([shape, runs]) => {
      return [shape, runs.reduce((sum, { id }) => sum + live.secondsPerStep(id)!, 0) / runs.length]
    }),
  )
}

const shapeOf = ({ planned, backend }: QueuedRun) =>
  `${shapeKey(planned.recipe, cohortLimit(backend, planned.recipe))} ${backend}`

/** Of a stacked run its share of the stack. */
function secondsOf(run: QueuedRun, costOf: CostOf, live: LiveRuns): number | null {
  const { recipe } = run.planned
  const ofShape = costOf(run)
  if (ofShape === null) return null
  const cost = { ...ofShape, secondsPerStep: live.secondsPerStep(run.id) ?? ofShape.secondsPerStep }
  const stepsDone = live.stepsOf(run.id) ?? run.startStep
  return secondsOfJob({ recipe, stepsDone, cost }) / cohortLimit(run.backend, recipe)
}
