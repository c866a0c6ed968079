import gammaln from '@stdlib/math-base-special-gammaln'
import { bonferroniConfidence } from './multiplicity.ts'
import { signedRankTest } from './signed-rank.ts'
import {
  mean,
  requireFinite,
  standardDeviation,
  studentInterval,
  twoSidedP,
  type Interval,
} from './statistics.ts'

/** The same measurement of two arms under one seed, initial weights and data order. */
export type Pair = { seed: number; baseline: number; treated: number }

/**
 * What is known of the mean difference treated − baseline. What the pairs are too few for is null; so are the
 * intervals and the t test of differences that are all equal: a deviation of 0 is no measure of what chance does.
 */
export type PairedDifference = {
  n: number
  mean: number | null
  deviation: number | null
  /** Of this difference alone. */
  interval: Interval | null
  /** Wider, so that the intervals of the whole family hold at once (Bonferroni). */
  simultaneousInterval: Interval | null
  /** Student's statistic and its two-sided p. */
  t: number | null
  p: number | null
  wilcoxonP: number | null
  /** Hedges-corrected d_z; null below 3 pairs, where the correction leaves nothing, and without deviation. */
  effectSize: number | null
}

/**
 * Compares pairs by Student's t on their differences, with the exact signed-rank test beside it.
 * @param familySize how many such comparisons are shown together
 * @throws RangeError when a value is not finite
 */
export function comparePairs(
  pairs: readonly Pair[],
  { confidence = 0.95, familySize = 1 } = {},
): PairedDifference {
  const values = differences(pairs)
  const n = values.length
  const wilcoxonP = signedRankTest(values)?.p ?? null
  const together = bonferroniConfidence(confidence, familySize)
  const nothing = { deviation: null, interval: null, simultaneousInterval: null, t: null, p: null }
  if (n < 2) return { n, mean: n === 1 ? values[0]! : null, ...nothing, wilcoxonP, effectSize: null }

  const center = mean(values)
  const deviation = standardDeviation(values)
  if (deviation === 0) return { n, mean: center, ...nothing, deviation, wilcoxonP, effectSize: null }

  const t = (center / deviation) * Math.sqrt(n)
  return {
    n,
    mean: center,
    deviation,
    interval: studentInterval(center, deviation, n, confidence),
    simultaneousInterval: studentInterval(center, deviation, n, together),
    t,
    p: twoSidedP(t, n - 1),
    wilcoxonP,
    effectSize: n < 3 ? null : (center / deviation) * hedgesCorrection(n - 1),
  }
}

/**
 * Hedges' exact correction of a standardized mean difference, J(m) = Γ(m/2) / (√(m/2)·Γ((m − 1)/2)) with m degrees
 * of freedom (Hedges 1981, J. Educ. Stat. 6:107; its approximation is 1 − 3/(4m − 1)). J(1) = 0.
 */
export function hedgesCorrection(degreesOfFreedom: number): number {
  const half = degreesOfFreedom / 2
  return Math.exp(gammaln(half) - gammaln(half - 0.5)) / Math.sqrt(half)
}

/**
 * treated − baseline, freed of the last bits: 0.97 − 0.96 and 0.12 − 0.11 are the same difference, though not the
 * same double, and both tests must see that. Rounded at the 13th decimal digit of the largest value: a decimal place,
 * because shares of 10,000 or 2,000 test images fall on one, where binary noise never tips the rounding.
 */
function differences(pairs: readonly Pair[]): number[] {
  const all = pairs.flatMap(({ baseline, treated }) => [baseline, treated])
  requireFinite(all)
  const largest = Math.max(0, ...all.map(Math.abs))
  if (largest === 0) return pairs.map(() => 0)
  const perUnit = 10 ** Math.min(300, 13 - Math.ceil(Math.log10(largest)))
  return pairs.map(({ baseline, treated }) => Math.round((treated - baseline) * perUnit) / perUnit)
}
