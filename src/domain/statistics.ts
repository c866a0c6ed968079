import cdf from '@stdlib/stats-base-dists-t-cdf'
import quantile from '@stdlib/stats-base-dists-t-quantile'

/** Both ends of a confidence interval. */
export type Interval = { low: number; high: number }

/**
 * What a sample says about the mean it was drawn from. Without values there is no mean, with one no deviation, and
 * without deviation no interval (equal values are no measure of what chance does): those are null, never NaN.
 */
export type SampleSummary = {
  n: number
  mean: number | null
  /** With n − 1 in the denominator. */
  deviation: number | null
  interval: Interval | null
}

/** Arithmetic mean. @throws RangeError when there are no values, or one is not finite */
export function mean(values: readonly number[]): number {
  requireFinite(values)
  if (values.length === 0) throw new RangeError('The mean of no values is not defined.')
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/**
 * Sample standard deviation, √(Σ(x − x̄)² / (n − 1)); exactly 0 when all values are equal.
 * @throws RangeError when there are fewer than two values, or one is not finite
 */
export function standardDeviation(values: readonly number[]): number {
  if (values.length < 2) {
    throw new RangeError(`A standard deviation needs at least 2 values, not ${values.length}.`)
  }
  const center = mean(values)
  if (values.every((value) => value === values[0])) return 0
  return Math.sqrt(values.reduce((sum, value) => sum + (value - center) ** 2, 0) / (values.length - 1))
}

/**
 * The mean of a sample with its interval from Student's t: x̄ ± t(n − 1)·s/√n.
 * @param confidence between 0 and 1, e.g. 0.95
 * @throws RangeError when a value is not finite or the confidence is not between 0 and 1
 */
export function summarizeSample(values: readonly number[], confidence = 0.95): SampleSummary {
  requireConfidence(confidence)
  requireFinite(values)
  const n = values.length
  if (n === 0) return { n, mean: null, deviation: null, interval: null }
  const center = mean(values)
  if (n === 1) return { n, mean: center, deviation: null, interval: null }
  const deviation = standardDeviation(values)
  const interval = deviation === 0 ? null : studentInterval(center, deviation, n, confidence)
  return { n, mean: center, deviation, interval }
}

/** The interval x̄ ± t·s/√n with Student's t at n − 1 degrees of freedom. */
export function studentInterval(center: number, deviation: number, n: number, confidence: number): Interval {
  requireConfidence(confidence)
  const halfWidth = (studentQuantile((1 + confidence) / 2, n - 1) * deviation) / Math.sqrt(n)
  return { low: center - halfWidth, high: center + halfWidth }
}

/** The value that Student's t stays below with the given probability. */
export function studentQuantile(probability: number, degreesOfFreedom: number): number {
  return quantile(probability, degreesOfFreedom)
}

/** Two-sided p value of a t statistic: how often chance alone gives one at least as far from zero. */
export function twoSidedP(t: number, degreesOfFreedom: number): number {
  return Math.min(1, 2 * cdf(-Math.abs(t), degreesOfFreedom))
}

/** @throws RangeError that names the first value that is not finite */
export function requireFinite(values: readonly number[]): void {
  const index = values.findIndex((value) => !Number.isFinite(value))
  if (index >= 0) throw new RangeError(`Value ${index} is ${values[index]!}; statistics need finite numbers.`)
}

function requireConfidence(confidence: number): void {
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`A confidence lies between 0 and 1, not at ${confidence}.`)
  }
}
