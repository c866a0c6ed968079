import { cohortLimit } from '../cohort-limit.ts'
import type { CostBook } from '../plan/cost-book.ts'
import { shapeKey } from '../plan/shape-key.ts'
import type { LiveRuns } from './live-runs.ts'
import type { QueuedRun } from './training-queue.ts'

/** How much a new measurement counts beside what was known. */
const NEW_SHARE = 0.5
/** One that was shorter counts less: some steps of a run that was stopped say little. */
const WHOLE_MEASUREMENT_SECONDS = 1

/**
 * What a run that has ended teaches of a step of its shape: what was measured before, brought nearer to it.
 * @returns an action that saves it; null where there is nothing to learn
 */
export function learnedCost(
  costs: CostBook,
  live: LiveRuns,
  { id, planned, backend }: QueuedRun,
): (() => void) | null {
  const cohort = cohortLimit(backend, planned.recipe)
  const known = costs.nearestCostOf(planned.recipe, cohort, backend)
  const measured = live.secondsPerStep(id)
  if (known === null || measured === null) return null
  const share = NEW_SHARE * Math.min(1, live.secondsSeen(id) / WHOLE_MEASUREMENT_SECONDS)
  const secondsPerStep = known.secondsPerStep + share * (measured - known.secondsPerStep)
  const name = backend === 'auto' ? 'wasm' : backend
  return () => costs.save(shapeKey(planned.recipe, cohort), name, { ...known, secondsPerStep })
}
