import { requireFinite } from './statistics.ts'

/** Wilcoxon's signed-rank test of paired differences. */
export type SignedRankTest = {
  /** How many differences are not zero: only these are ranked. */
  ranked: number
  /** Sum of the ranks of the positive and of the negative differences. */
  positiveRankSum: number
  negativeRankSum: number
  /** Exact, two-sided. */
  p: number
}

/** Above this the count of sign patterns, 2ⁿ, would leave the whole numbers that a double holds exactly. */
const LARGEST_EXACT = 53

/**
 * The exact two-sided signed-rank test (Wilcoxon 1945, Biometrics Bulletin 1:80). Zeros are dropped before ranking,
 * as Wilcoxon did; equal sizes share the mean of their ranks, and the distribution is that of these very ranks over
 * all 2ⁿ equally likely patterns of signs, so it stays exact with ties. Null when every difference is zero, or more
 * than 53 are not: there the exact distribution is not computed, and no approximation is put in its place.
 * @throws RangeError when a difference is not finite
 */
export function signedRankTest(differences: readonly number[]): SignedRankTest | null {
  requireFinite(differences)
  const ranked = differences.filter((difference) => difference !== 0)
  if (ranked.length === 0 || ranked.length > LARGEST_EXACT) return null
  const doubledRanks = doubledMidranks(ranked.map(Math.abs))
  const total = sum(doubledRanks)
  const positive = sum(doubledRanks.filter((_, index) => ranked[index]! > 0))
  const patterns = patternsByRankSum(doubledRanks)
  const atMost = Math.min(positive, total - positive)
  const tail = sum(patterns.slice(0, atMost + 1)) / 2 ** ranked.length
  return {
    ranked: ranked.length,
    positiveRankSum: positive / 2,
    negativeRankSum: (total - positive) / 2,
    p: Math.min(1, 2 * tail),
  }
}

/** Twice the rank of each value, 1 for the smallest; equal values share their mean rank, so doubling keeps it whole. */
function doubledMidranks(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length
    const equal = values.filter((other) => other === value).length
    return 2 * below + equal + 1
  })
}

/** How many of the 2ⁿ sign patterns have each doubled sum of positive ranks, by dynamic programming over the ranks. */
function patternsByRankSum(doubledRanks: readonly number[]): number[] {
  const counts = new Array<number>(sum(doubledRanks) + 1).fill(0)
  counts[0] = 1
  for (const rank of doubledRanks) {
    for (let total = counts.length - 1; total >= rank; total--) counts[total]! += counts[total - rank]!
  }
  return counts
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
