import { bonferroniConfidence } from './multiplicity.ts'
import { studentQuantile } from './statistics.ts'

/** A comparison over fewer pairs is not judged; so many are trained by default; more than the last are not proposed. */
export const SEEDS = { fewest: 3, usual: 5, most: 100 } as const

/** How likely the proposed number of seeds should settle the question, if the guess is right. */
const POWER = 0.8

/**
 * How many seeds to add so that the paired t test would probably decide: the smallest n with |d|·√n/s ≥ t(n − 1) at
 * the level that Holm holds the next p value to + t(n − 1) at 80 %, the usual approximation of a paired t test's power.
 * A guess: it takes the observed mean difference d and deviation s for the true ones. Null when more than 100 seeds
 * in all would be needed, or when there is no deviation to guess from.
 * @param undecided how many comparisons of the family are not decided yet, this one included: the next p value must
 *   be at most 0.05 divided by it
 */
export function seedsToSettle(
  difference: { n: number; mean: number | null; deviation: number | null },
  undecided: number,
): number | null {
  const { n, mean, deviation } = difference
  if (n < SEEDS.fewest) return SEEDS.usual - n
  if (mean === null || mean === 0 || deviation === null || deviation === 0) return null
  const ratio = Math.abs(mean) / deviation
  const level = (1 + bonferroniConfidence(0.95, undecided)) / 2
  for (let total = n + 1; total <= SEEDS.most; total++) {
    const needed = studentQuantile(level, total - 1) + studentQuantile(POWER, total - 1)
    if (ratio * Math.sqrt(total) >= needed) return total - n
  }
  return null
}
