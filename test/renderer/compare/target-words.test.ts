import { expect, test } from 'vitest'
import { targetCaption } from '../../../src/renderer/src/components/compare/target-words.ts'
import { PLAIN } from '../../../src/renderer/src/charts/chart-look.ts'

const point = { place: 0, mean: 40, low: null, high: null, dots: [], words: '' }
const groups = (n: number, of: number) => [{ id: 'none', look: PLAIN, points: [{ ...point, n, of }] }]

test('the caption says the target, and of others only where there are some', () => {
  const all = targetCaption(0.91, { reached: 50, of: 50, groups: groups(5, 5) })
  expect(all).toContain('first reaches 91 %')
  expect(all).toContain('50 of 50 runs reached it. Seconds')
})

test('hollow points are told of where a point has fewer runs than its cell', () => {
  expect(targetCaption(0.97125, { reached: 9, of: 10, groups: groups(4, 5) })).toContain(
    '97.125 %, with its 95 % interval and single seeds as small dots. 9 of 10 runs reached it; the others are in no mean (hollow: not all of a point’s runs did).',
  )
  expect(targetCaption(0.9, { reached: 5, of: 10, groups: groups(5, 5) })).toContain(
    '5 of 10 runs reached it; the others are in no mean.',
  )
  expect(targetCaption(0.9, { reached: 0, of: 10, groups: [] })).toContain('0 of 10 runs reached it.')
})
