import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inPercent } from '../../src/domain/number-text.ts'

test('a share that was written in percent is the same percent again', () => {
  expect([0.57, 0.97125, 1, 0.001].map(inPercent)).toEqual([57, 97.125, 100, 0.1])
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }), (part) => {
      const percent = part / 100_000
      expect(inPercent(percent / 100)).toBe(percent)
    }),
  )
})
