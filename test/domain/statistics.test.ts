import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bonferroniConfidence, holm } from '../../src/domain/multiplicity.ts'
import { comparePairs, hedgesCorrection, type Pair } from '../../src/domain/paired.ts'
import { seedsToSettle } from '../../src/domain/seeds-to-settle.ts'
import { signedRankTest } from '../../src/domain/signed-rank.ts'
import { mean, standardDeviation, summarizeSample } from '../../src/domain/statistics.ts'

const pairsOf = (baseline: readonly number[], treated: readonly number[]): Pair[] =>
  baseline.map((value, seed) => ({ seed, baseline: value, treated: treated[seed]! }))

/** Accuracies on 10,000 images. */
const accuracy = fc.integer({ min: 0, max: 10_000 }).map((right) => right / 10_000)
const pairs = fc
  .array(fc.tuple(accuracy, accuracy), { minLength: 2, maxLength: 12 })
  .map((values) =>
    pairsOf(...([0, 1].map((side) => values.map((pair) => pair[side]!)) as [number[], number[]])),
  )
const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 })

describe('a sample too small or not finite is never answered with NaN', () => {
  test('no values have no mean; one has a mean and no interval; equal ones have no interval', () => {
    expect(summarizeSample([])).toEqual({ n: 0, mean: null, deviation: null, interval: null })
    expect(summarizeSample([0.5])).toEqual({ n: 1, mean: 0.5, deviation: null, interval: null })
    expect(summarizeSample([0.1, 0.1, 0.1])).toMatchObject({ n: 3, deviation: 0, interval: null })
  })

  test('mean and deviation of too few values throw', () => {
    expect(() => mean([])).toThrow('no values')
    expect(() => standardDeviation([1])).toThrow('at least 2 values, not 1')
  })

  test.each([NaN, Infinity, -Infinity])('%d among the values throws and is named', (value) => {
    expect(() => summarizeSample([1, value])).toThrow(`Value 1 is ${value}`)
    expect(() => signedRankTest([value])).toThrow(`Value 0 is ${value}`)
    expect(() => comparePairs([{ seed: 1, baseline: 1, treated: value }])).toThrow(`Value 1 is ${value}`)
  })

  test.each([0, 1, -1, NaN])('a confidence of %d throws', (confidence) => {
    expect(() => summarizeSample([1, 2], confidence)).toThrow('between 0 and 1')
  })
})

describe('paired differences', () => {
  test('three seeds use t = 4.303, not 1.96', () => {
    const { interval } = summarizeSample([1, 2, 3])
    expect(interval!.high - 2).toBeCloseTo(4.302652729749462 / Math.sqrt(3), 12)
  })

  test('equal differences give no interval and no test, also where the last bits differ', () => {
    const same = comparePairs(pairsOf([0.96, 0.11, 0.98], [0.97, 0.12, 0.99]))
    expect(0.97 - 0.96).not.toBe(0.12 - 0.11)
    expect(same).toMatchObject({
      mean: 0.01,
      deviation: 0,
      interval: null,
      t: null,
      p: null,
      effectSize: null,
    })
  })

  test('exchanging the arms changes the signs and nothing else', () => {
    fc.assert(
      fc.property(pairs, (given) => {
        const one = comparePairs(given)
        const other = comparePairs(
          given.map(({ seed, baseline, treated }) => ({ seed, baseline: treated, treated: baseline })),
        )
        expect(other.mean! + one.mean!).toBeCloseTo(0, 12)
        expect(other.p).toBe(one.p)
        expect(other.wilcoxonP).toBe(one.wilcoxonP)
        if (one.interval) expect(other.interval!.low).toBeCloseTo(-one.interval.high, 12)
      }),
    )
  })

  test('adding a constant to both arms does not change the difference', () => {
    fc.assert(
      fc.property(pairs, accuracy, (given, shift) => {
        const shifted = given.map(({ seed, baseline, treated }) => ({
          seed,
          baseline: baseline + shift,
          treated: treated + shift,
        }))
        const [one, other] = [comparePairs(given), comparePairs(shifted)]
        expect(other.mean).toBeCloseTo(one.mean!, 12)
        expect(other.deviation).toBeCloseTo(one.deviation!, 12)
        expect(other.wilcoxonP).toBe(one.wilcoxonP)
      }),
    )
  })

  test('the simultaneous interval contains the plain one, and equals it in a family of one', () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: 2, max: 30 }), (given, familySize) => {
        const { interval, simultaneousInterval } = comparePairs(given, { familySize })
        if (interval === null) return
        expect(simultaneousInterval!.low).toBeLessThan(interval.low)
        expect(simultaneousInterval!.high).toBeGreaterThan(interval.high)
        expect(comparePairs(given).simultaneousInterval).toEqual(interval)
      }),
    )
  })

  test('the interval excludes zero exactly when p is below 0.05', () => {
    fc.assert(
      fc.property(pairs, (given) => {
        const { interval, p } = comparePairs(given)
        if (interval !== null) expect(interval.low > 0 || interval.high < 0).toBe(p! < 0.05)
      }),
    )
  })

  test('Hedges’ correction grows from 0 at one degree of freedom towards 1', () => {
    expect(hedgesCorrection(1)).toBe(0)
    expect(hedgesCorrection(2)).toBeCloseTo(1 / Math.sqrt(Math.PI), 14) // Γ(1) / Γ(1/2)
    expect(hedgesCorrection(4)).toBeCloseTo(Math.sqrt(2 / Math.PI), 14) // Γ(2) / (√2·Γ(3/2))
    expect(hedgesCorrection(50)).toBeCloseTo(1 - 3 / 199, 4)
  })
})

describe('the signed-rank test', () => {
  test('five pairs can not go below 0.0625', () => {
    expect(signedRankTest([1, 2, 3, 4, 5])!.p).toBe(0.0625)
  })

  test('zeros are dropped and ties share their rank', () => {
    // Sizes 1, 2, 2, 3, 5: ranks 1, 2.5, 2.5, 4, 5. 4 of 32 patterns have a sum up to 2.5 (∅, 1, 2.5, 2.5).
    expect(signedRankTest([1, -2, 3, 0, 5, 2])).toEqual({
      ranked: 5,
      positiveRankSum: 12.5,
      negativeRankSum: 2.5,
      p: 0.25,
    })
  })

  test('is not done without a difference, nor where the patterns are too many to count exactly', () => {
    expect(signedRankTest([])).toBeNull()
    expect(signedRankTest([0, 0])).toBeNull()
    expect(signedRankTest(Array.from({ length: 54 }, (_, index) => index + 1))).toBeNull()
    expect(signedRankTest(Array.from({ length: 53 }, (_, index) => index + 1))!.p).toBe(2 ** -52)
  })
})

describe('a family', () => {
  test('Holm’s p values are at least the plain ones, at most Bonferroni’s, and keep their order', () => {
    fc.assert(
      fc.property(pValues, (given) => {
        const adjusted = holm(given) as number[]
        given.forEach((p, index) => {
          expect(adjusted[index]!).toBeGreaterThanOrEqual(p)
          expect(adjusted[index]!).toBeLessThanOrEqual(Math.min(1, given.length * p))
          given.forEach((other, at) => {
            if (p <= other) expect(adjusted[index]!).toBeLessThanOrEqual(adjusted[at]!)
          })
        })
      }),
    )
  })

  test('a test that could not be done counts in the family', () => {
    expect(holm([0.01, null, null])).toEqual([0.03, null, null])
  })

  test('what is no p value, and a family that is none, throw', () => {
    expect(() => holm([0.5, 1.5])).toThrow('not at 1.5')
    expect(() => holm([NaN])).toThrow('not at NaN')
    expect(() => bonferroniConfidence(0.95, 0)).toThrow('not 0')
  })
})

describe('how many seeds would settle it', () => {
  test('too few are brought to five', () => {
    expect(seedsToSettle({ n: 2, mean: 0.1, deviation: 0.1 }, 1)).toBe(3)
  })

  test('is what a table of the power of the paired t test says, or one off', () => {
    // d = 0.5, two-sided 0.05, power 0.8: 34 pairs (Cohen 1988); d = 1: 10.
    expect(Math.abs(5 + seedsToSettle({ n: 5, mean: 0.5, deviation: 1 }, 1)! - 34)).toBeLessThanOrEqual(1)
    expect(Math.abs(5 + seedsToSettle({ n: 5, mean: 1, deviation: 1 }, 1)! - 10)).toBeLessThanOrEqual(1)
  })

  test('grows with the family and is not proposed above a hundred', () => {
    const difference = { n: 5, mean: 0.5, deviation: 1 }
    expect(seedsToSettle(difference, 5)!).toBeGreaterThan(seedsToSettle(difference, 1)!)
    expect(seedsToSettle({ n: 5, mean: 0.05, deviation: 1 }, 1)).toBeNull()
    expect(seedsToSettle({ n: 5, mean: 0, deviation: 1 }, 1)).toBeNull()
  })
})
