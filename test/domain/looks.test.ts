import { expect, test } from 'vitest'
import { looksAt } from '../../src/domain/looks.ts'

const at = (createdAt: number, firstEndAt: number | null) => ({ createdAt, firstEndAt })

test('each experiment that was made when the seeds since the last look had a result is a further look', () => {
  expect(looksAt([at(1, 10)])).toBe(1)
  expect(looksAt([at(1, 10), at(2, 5), at(3, null)])).toBe(1)
  expect(looksAt([at(1, 10), at(11, 20)])).toBe(2)
  // Both of the later two were made after the same look.
  expect(looksAt([at(1, 10), at(11, 20), at(12, 20)])).toBe(2)
  expect(looksAt([at(21, 30), at(1, 10), at(11, 20)])).toBe(3)
  expect(looksAt([at(1, null), at(11, null)])).toBe(1)
})
