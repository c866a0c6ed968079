import { describe, expect, test } from 'vitest'
import { holm } from '../../src/domain/multiplicity.ts'
import { comparePairs } from '../../src/domain/paired.ts'
import { signedRankTest } from '../../src/domain/signed-rank.ts'
import { studentQuantile, twoSidedP } from '../../src/domain/statistics.ts'
import { readFixture } from './fixtures.ts'

type Paired = {
  name: string
  baseline: number[]
  treated: number[]
  familySize: number
  mean: number
  deviation: number
  t: number
  p: number
  interval: [number, number]
  simultaneousInterval: [number, number]
  wilcoxonP: number | null
  effectSize: number | null
}

const scipy = readFixture('scipy-statistics') as {
  paired: Paired[]
  wilcoxon: { differences: number[]; p: number }[]
  student: { degreesOfFreedom: number; t: number; p: number; probability: number; quantile: number }[]
  holm: { p: number[]; adjusted: number[] }[]
}

/** Equal to 10 digits. */
const expectNear = (actual: number | null, expected: number | null, scale = 0) => {
  if (actual === null || expected === null) expect(actual).toBe(expected)
  else expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-10 * Math.max(Math.abs(expected), scale))
}

describe('SciPy agrees to 10 digits', () => {
  test.each(scipy.paired)('on the paired comparison of $name', (expected) => {
    const pairs = expected.baseline.map((baseline, seed) => ({
      seed,
      baseline,
      treated: expected.treated[seed]!,
    }))
    const actual = comparePairs(pairs, { familySize: expected.familySize })
    // The rounding of the differences is relative to the values; so is what an interval's end near zero can hold.
    const scale = Math.abs(expected.interval[1] - expected.interval[0])
    expectNear(actual.mean, expected.mean, scale)
    expectNear(actual.deviation, expected.deviation)
    expectNear(actual.t, expected.t)
    expectNear(actual.p, expected.p)
    expectNear(actual.interval!.low, expected.interval[0], scale)
    expectNear(actual.interval!.high, expected.interval[1], scale)
    expectNear(actual.simultaneousInterval!.low, expected.simultaneousInterval[0], scale)
    expectNear(actual.simultaneousInterval!.high, expected.simultaneousInterval[1], scale)
    expectNear(actual.wilcoxonP, expected.wilcoxonP)
    expectNear(actual.effectSize, expected.effectSize)
  })

  test.each(scipy.wilcoxon)(
    'on the exact signed-rank test of $differences.length differences',
    (expected) => {
      expectNear(signedRankTest(expected.differences)!.p, expected.p)
    },
  )

  test.each(scipy.student)(
    'on Student’s t with $degreesOfFreedom degrees of freedom at $t and $probability',
    ({ degreesOfFreedom, t, p, probability, quantile }) => {
      expectNear(twoSidedP(t, degreesOfFreedom), p)
      expectNear(studentQuantile(probability, degreesOfFreedom), quantile, 1e-5)
    },
  )

  test.each(scipy.holm)('on Holm’s adjustment of $p', ({ p, adjusted }) => {
    holm(p).forEach((value, index) => expectNear(value, adjusted[index]!))
  })
})
