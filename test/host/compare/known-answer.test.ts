import { expect, test } from 'vitest'
import { readFixture } from '../../parity/fixtures.ts'
import { temporaryStore } from '../store/temporary-store.ts'
import { addEnded, ask } from './made-runs.ts'

/** Made by test/parity/make-scipy-statistics.py: an effect at batch size 16 and none at 64. */
type Made = {
  name: string
  batchSizes: number[]
  accuracies: { none: number[]; batch: number[] }[]
  lines: {
    p: number
    adjustedP: number
    difference: number
    interval: [number, number]
    simultaneousInterval: [number, number]
  }[]
  cells: { none: [number, number]; batch: [number, number] }[]
}
const { comparisons } = readFixture('scipy-statistics') as { comparisons: Made[] }
const [fiveSeeds, twoSeeds] = comparisons

function made({ batchSizes, accuracies }: Made) {
  const store = temporaryStore()
  const seeds = accuracies[0]!.none.map((_, index) => index + 1)
  const { id } = addEnded(store, { batchSizes, seeds }, ({ arm, batchSize, seed }) => {
    return accuracies[batchSizes.indexOf(batchSize)]![arm as 'none' | 'batch'][seed - 1]!
  })
  return ask(store, [id])
}

test('a real effect at the small batch and none at the large one: the verdict says exactly that', () => {
  const { verdict, cells } = made(fiveSeeds!)
  expect(verdict!.lines.map(({ batchSize, decision }) => [batchSize, decision])).toEqual([
    [16, 'better'],
    [64, 'no difference shown'],
  ])
  expect(verdict!.summary).toBe(
    'On this test set: “batch” has a higher test accuracy than “none” at batch size 16; no difference between “batch” and “none” ' +
      'is shown at batch size 64.',
  )
  expect(cells.filter(({ isBest }) => isBest).map(({ arm, batchSize }) => [arm, batchSize])).toEqual([
    ['batch', 16],
  ])
})

test('it says what was held equal, what is adjusted, and the test set’s own error', () => {
  const notes = made(fiveSeeds!).verdict!.notes.join('\n')
  expect(notes).toMatch(/Within a pair all is equal but the arm: initial weights, data order, 4 epochs/)
  expect(notes).toMatch(/Between batch sizes the epochs are held equal, so the number of steps differs/)
  expect(notes).toMatch(/The family is the 2 comparisons shown/)
  expect(notes).toMatch(/On this test set of 100 images an accuracy of .* has a standard error of/)
})

test('with two seeds it says that it cannot know, and marks nothing as the best', () => {
  const { verdict, cells } = made(twoSeeds!)
  expect(verdict!.lines.map(({ decision }) => decision)).toEqual(['cannot know', 'cannot know'])
  expect(verdict!.summary).toBe(
    'On this test set: it cannot be known whether “batch” differs from “none” at batch sizes 16 and 64.',
  )
  expect(verdict!.seedsToSettle).toBe(3)
  expect(cells.some(({ isBest }) => isBest)).toBe(false)
})

test.each(comparisons)('the numbers of $name are SciPy’s to 10 digits', (expected) => {
  const { verdict, cells } = made(expected)
  const near = (actual: number, wanted: number) => expect(Math.abs(actual - wanted)).toBeLessThan(1e-10)
  expect(verdict!.lines).toHaveLength(expected.lines.length)
  verdict!.lines.forEach((line, index) => {
    const wanted = expected.lines[index]!
    near(line.p!, wanted.p)
    near(line.adjustedP!, wanted.adjustedP)
    near(line.difference!, wanted.difference)
    for (const interval of ['interval', 'simultaneousInterval'] as const) {
      near(line[interval]!.low, wanted[interval][0])
      near(line[interval]!.high, wanted[interval][1])
    }
  })
  for (const { arm, batchSize, accuracy } of cells) {
    const [low, high] = expected.cells[expected.batchSizes.indexOf(batchSize)]![arm as 'none' | 'batch']
    near(accuracy.interval!.low, low)
    near(accuracy.interval!.high, high)
  }
})
