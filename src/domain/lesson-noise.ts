import { identityAffine, normalizeBatch } from './normalization.ts'
import { Random } from './random.ts'

/** How far the statistics of single mini-batches lie from the truth, by batch size. */

/** What many batches of one size say of a feature with mean 0 and variance 1. */
export type StatisticsNoise = {
  batchSize: number
  means: number[]
  /** Biased, as training uses them. */
  variances: number[]
  /** Standard deviation of the means over the batches, and what theory says: 1/√m. */
  spreadOfMeans: number
  lawOfMeans: number
  /** The same for the variances: √(2(m − 1))/m for a feature that is normal. */
  spreadOfVariances: number
  lawOfVariances: number
  averageVariance: number
}

export const NOISE_BATCH_SIZES = [2, 4, 8, 16, 32, 64, 128, 256] as const

/** Draws so many batches of one size; every batch is one feature of a wide batch, so that one call normalizes all. */
export function statisticsNoise(batchSize: number, batches: number, seed: number): StatisticsNoise {
  const random = new Random(seed, batchSize)
  const x = Array.from({ length: batchSize }, () => Array.from({ length: batches }, () => random.normal()))
  const { mean: means, variance: variances } = normalizeBatch(x, identityAffine(batches))
  const [ofMeans, ofVariances] = [overBatches(means), overBatches(variances)]
  return {
    ...{ batchSize, means, variances },
    spreadOfMeans: ofMeans.spread,
    lawOfMeans: 1 / Math.sqrt(batchSize),
    spreadOfVariances: ofVariances.spread,
    lawOfVariances: Math.sqrt(2 * (batchSize - 1)) / batchSize,
    averageVariance: ofVariances.mean,
  }
}

function overBatches(values: readonly number[]): { mean: number; spread: number } {
  const { mean, variance } = normalizeBatch(
    values.map((value) => [value]),
    identityAffine(1),
  )
  return { mean: mean[0]!, spread: Math.sqrt(variance[0]!) }
}

/** How many values fall into each of equal bins between two bounds; what lies outside counts to the outermost bin. */
export function histogram(values: readonly number[], low: number, high: number, bins: number): number[] {
  const counts = new Array<number>(bins).fill(0)
  for (const value of values) {
    const bin = Math.floor(((value - low) / (high - low)) * bins)
    counts[Math.min(bins - 1, Math.max(0, bin))]!++
  }
  return counts
}
