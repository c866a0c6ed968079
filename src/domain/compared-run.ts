import type { RunOutcome } from './outcome.ts'

/** A finished run, as far as a comparison needs to know it. */
export type ComparedRun = {
  arm: string
  batchSize: number
  learningRate: number
  seed: number
  /** Runs with equal pair keys share initial weights and data order, and differ only in the arm. */
  pairKey: string
  outcome: RunOutcome
  /** Share of the test images that are classified right, 0 to 1; null when the run was never evaluated at its end. */
  finalTestAccuracy: number | null
  /** Mean cross-entropy over the test images in nats; null as above, and it may be NaN or infinite. */
  finalTestLoss: number | null
  secondsTrained: number
  /** Null when the target was not reached or none was set. */
  stepsToTarget: number | null
}

/** What a comparison is about, measured at the end of training in evaluation mode. */
export type Metric = 'test accuracy' | 'test loss'

/** A batch size and a learning rate. */
export type Cell = { batchSize: number; learningRate: number }

/** Whether two runs, or cells, have one batch size and learning rate. */
export function isSameCell(one: Cell, other: Cell): boolean {
  return one.batchSize === other.batchSize && one.learningRate === other.learningRate
}

/** Whether a run can still come to its end: it waits, trains, was interrupted or stopped. One that failed has ended. */
export function isToCome({ outcome }: ComparedRun): boolean {
  return outcome === 'unfinished' || outcome === 'stopped'
}

/** What decides whether a run's final value can be compared. */
type EndedRun = Pick<ComparedRun, 'arm' | 'outcome' | 'finalTestAccuracy' | 'finalTestLoss'>

/** Why a run's final value cannot be compared, in words, or else the value. */
export function finalValue(run: EndedRun, metric: Metric): { value: number } | { missing: string } {
  if (run.outcome === 'stopped') return { missing: `the run of ${run.arm} was stopped` }
  if (run.outcome === 'unfinished') return { missing: `the run of ${run.arm} has not finished` }
  if (run.outcome === 'failed') return { missing: `the run of ${run.arm} failed` }
  // The weights that a diverged run ends with still classify images, so its accuracy counts; its loss may be infinite
  // or NaN, and a mean over it would say nothing.
  if (metric === 'test loss' && run.outcome === 'diverged')
    return { missing: `the run of ${run.arm} diverged` }
  const value = metric === 'test accuracy' ? run.finalTestAccuracy : run.finalTestLoss
  if (value === null) return { missing: `the run of ${run.arm} has no final evaluation` }
  if (!Number.isFinite(value)) return { missing: `the ${metric} of ${run.arm} is not finite` }
  return { value }
}
