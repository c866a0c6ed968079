import { expect, test } from 'vitest'
import { shadeOf } from '../../src/domain/stability-shade.ts'

const means = [0.2, 0.5, 0.8]

test('the best result has the strongest shade: the greatest accuracy, the least loss', () => {
  expect(means.map((mean) => shadeOf(mean, means, 'test accuracy'))).toEqual([0, expect.closeTo(0.5), 1])
  expect(means.map((mean) => shadeOf(mean, means, 'test loss'))).toEqual([1, expect.closeTo(0.5), 0])
})

test('where all are equal, each is the best', () => {
  expect(shadeOf(0.5, [0.5, 0.5], 'test accuracy')).toBe(1)
  expect(shadeOf(0.5, [0.5, 0.5], 'test loss')).toBe(1)
})
