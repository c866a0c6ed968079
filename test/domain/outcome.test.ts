import { describe, expect, test } from 'vitest'
import { accuracyStandardError, didNotLearn, hasDiverged } from '../../src/domain/outcome.ts'

describe('a run', () => {
  test.each([
    [NaN, 2.3, true],
    [Infinity, 2.3, true],
    [2400.1, 2.4, true],
    [2400, 2.4, false],
    [0.01, 2.4, false],
    // From trained weights: a first loss near zero makes no divergence of an ordinary one. ln 10 = 2.3026.
    [0.15, 1e-4, false],
    [2302.5, 1e-4, false],
    [2302.7, 1e-4, true],
  ])('with a loss of %f after one of %f at first: diverged is %s', (loss, first, diverged) => {
    expect(hasDiverged(loss, first, 10)).toBe(diverged)
  })

  test("has learned only above chance and 1.96 of chance's standard errors", () => {
    // √(0.1 · 0.9 / 10,000) = 0.003: the limit is 0.1 + 0.00588.
    expect(accuracyStandardError(0.1, 10_000)).toBeCloseTo(0.003, 12)
    expect(didNotLearn(0.1058, 0.1, 10_000)).toBe(true)
    expect(didNotLearn(0.1059, 0.1, 10_000)).toBe(false)
    expect(didNotLearn(0.1059, 0.1, 1000)).toBe(true)
    expect(didNotLearn(NaN, 0.1, 10_000)).toBe(true)
  })
})
