import fc from 'fast-check'
import { expect, test } from 'vitest'
import { panelsAcross } from '../../../src/renderer/src/charts/panels-across.ts'

const LEAST = 280

test('at any width at least one panel is across, also of none, and no more than there are or have room', () => {
  fc.assert(
    fc.property(fc.nat({ max: 40 }), fc.nat({ max: 4000 }), (count, width) => {
      const across = panelsAcross(count, width, LEAST)
      expect(Number.isInteger(across)).toBe(true)
      expect(across).toBeGreaterThanOrEqual(1)
      expect(across).toBeLessThanOrEqual(Math.max(1, Math.min(count, Math.floor(width / LEAST))))
    }),
  )
})

test('the last line of panels is about as full as the others', () => {
  expect([4, 5, 6, 7].map((count) => panelsAcross(count, 3 * LEAST, LEAST))).toEqual([2, 3, 3, 3])
})
