import { describe, expect, test } from 'vitest'
import { accuracyStandardError, didNotLearn, hasDiverged } from '../../src/domain/outcome.ts'

describe('a run', () => {
  test.each([
    [NaN, 2.3, true],
    [Infinity, 2.3, true],
    [2300.1, 2.3, true],
    [2300, 2.3, false],
    [0.01, 2.3, false],
  ])('with a loss of %f after one of %f at first: diverged is %s', (loss, first, diverged) => {
    expect(hasDiverged(loss, first)).toBe(diverged)
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
