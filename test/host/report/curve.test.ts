import { expect, test } from 'vitest'
import { armCurve } from '../../../src/host/report/curve.ts'
import { blockLength, stepBlocks } from '../../../src/host/report/step-blocks.ts'
import { runRecord } from '../experiment-record.ts'

const seeds = [1, 2, 3].map((seed) => runRecord({ seed }))
const points = (...values: number[]) => values.map((y, x) => ({ x, y }))

const blocks = (values: readonly number[], stepsPerEpoch: number, length: number) =>
  stepBlocks(Float32Array.from(values), stepsPerEpoch, length)

test('a curve is the mean over seeds with the interval of Student’s t', () => {
  const { mean, cutShort } = armCurve('none', seeds, ({ seed }) => points(10, 90 + seed))
  expect(cutShort).toEqual([])
  expect(mean[0]).toEqual({ x: 0, y: 10, n: 3, interval: null })
  // 91, 92, 93: 92 ± 4.303·1/√3.
  expect(mean[1]).toMatchObject({ x: 1, y: 92, n: 3 })
  expect(mean[1]!.interval!.low).toBeCloseTo(89.516, 3)
})

test('a run that diverged is in no mean and is drawn as far as it is finite', () => {
  const runs = [...seeds, runRecord({ seed: 4, outcome: 'diverged' })]
  const { mean, cutShort } = armCurve('none', runs, ({ seed }) =>
    seed === 4 ? points(5, 5000, Infinity, 5) : points(1, 1, 1),
  )
  expect(mean.map(({ y, n }) => [y, n])).toEqual([
    [1, 3],
    [1, 3],
    [1, 3],
  ])
  expect(cutShort).toEqual([{ seed: 4, outcome: 'diverged', points: points(5, 5000) }])
})

test('a block’s point is the mean of its steps, at their middle, and the last block may be shorter', () => {
  expect(blocks([1, 3, 5, 7, 9], 4, 0.5)).toEqual([
    { x: 0.25, y: 2 },
    { x: 0.75, y: 6 },
    { x: 1.125, y: 9 },
  ])
})

test('no block is shorter than a step, and each step is in exactly one block', () => {
  expect(blocks([1, 2, 3], 3, 1 / 50).map(({ y }) => y)).toEqual([1, 2, 3])
  const values = Array.from({ length: 79 * 5 }, (_, step) => step)
  const made = blocks(values, 79, 1 / 20)
  expect(made).toHaveLength(100)
  expect(made.map(({ x }) => x)).toEqual(made.map(({ x }) => x).toSorted((a, b) => a - b))
  expect(made[99]!.y).toBeCloseTo((391 + 394) / 2)
})

test('the last finite step of a run that diverged is in its last block', () => {
  expect(blocks([2, 2, 1000, NaN, 2, 2], 4, 0.5).map(({ y }) => y)).toEqual([2, 1000])
})

test.each([
  [1, 1 / 50],
  [5, 1 / 20],
  [100, 1],
  [250, 3],
])('%d epochs have blocks of %d epochs', (epochs, length) => {
  expect(blockLength(epochs)).toBe(length)
})
