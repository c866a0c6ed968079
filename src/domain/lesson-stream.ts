import {
  identityAffine,
  normalizeBatch,
  normalizeForEvaluation,
  updateRunningStatistics,
  type Matrix,
} from './normalization.ts'
import { Random } from './random.ts'

/** A stream of mini-batches of one feature, and the running averages that training keeps of it. */

export type StreamSettings = {
  seed: number
  steps: number
  batchSize: number
  momentum: number
  /** Whether the feature's distribution moves, as it does while the weights before it are trained. */
  drifts: boolean
}

export type StreamStep = {
  batchMean: number
  /** Unbiased, as it enters the running average. */
  batchVariance: number
  runningMean: number
  runningVariance: number
  trueMean: number
  trueVariance: number
}

const MEAN = 2
const DEVIATION = 1.5
/** Where a drifting feature begins; it has arrived at two thirds of the way. */
const FIRST_MEAN = -1
const FIRST_DEVIATION = 0.6

/** What a feature is like after a share of the steps, 0 to 1. */
function distributionAt(share: number, drifts: boolean): { mean: number; deviation: number } {
  const arrived = drifts ? Math.min(1, share * 1.5) : 1
  return {
    mean: FIRST_MEAN + (MEAN - FIRST_MEAN) * arrived,
    deviation: FIRST_DEVIATION + (DEVIATION - FIRST_DEVIATION) * arrived,
  }
}

/** Every step of a stream; the same seed gives the same batches whatever the momentum. */
export function runningStream({ seed, steps, batchSize, momentum, drifts }: StreamSettings): StreamStep[] {
  const random = new Random(seed, batchSize)
  let running = { mean: [0], variance: [1] }
  return Array.from({ length: steps }, (_, step) => {
    const { mean, deviation } = distributionAt(step / steps, drifts)
    const x = Array.from({ length: batchSize }, () => [random.bellShaped(mean, deviation)])
    const batch = normalizeBatch(x, identityAffine(1))
    running = updateRunningStatistics(running, batch, momentum)
    return {
      batchMean: batch.mean[0]!,
      batchVariance: (batch.variance[0]! * batchSize) / (batchSize - 1),
      runningMean: running.mean[0]!,
      runningVariance: running.variance[0]!,
      trueMean: mean,
      trueVariance: deviation ** 2,
    }
  })
}

/** How much of the starting values 0 and 1 is still in the running averages. */
export function startLeft(momentum: number, steps: number): number {
  return (1 - momentum) ** steps
}

/** One value of training mode beside different companions, and by running statistics, where companions do not count. */
export function sameExample(
  example: number,
  companions: readonly number[],
  running: { mean: number; variance: number },
): { training: number; evaluation: number } {
  const x: Matrix = [[example], ...companions.map((value) => [value])]
  const statistics = { mean: [running.mean], variance: [running.variance] }
  return {
    training: normalizeBatch(x, identityAffine(1)).output[0]![0]!,
    evaluation: normalizeForEvaluation(x, statistics, identityAffine(1)).output[0]![0]!,
  }
}

/** Companions for an example: drawn from where a stream that does not drift draws. */
export function drawCompanions(seed: number, count: number): number[] {
  const random = new Random(seed, count)
  return Array.from({ length: count }, () => random.bellShaped(MEAN, DEVIATION))
}
