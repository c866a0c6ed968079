import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { batchSizesOfEpoch, epochOrder, stepsOfBudget } from '../../src/domain/batches.ts'
import type { LastBatchRule } from '../../src/domain/spec.ts'

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const rules: LastBatchRule[] = ['auto', 'drop', 'keep', 'merge']
const sizes = fc.record({
  examples: fc.integer({ min: 1, max: 500 }),
  batchSize: fc.integer({ min: 1, max: 100 }),
})

describe('the batches of an epoch', () => {
  test.each<[number, number, LastBatchRule, number[]]>([
    [12, 4, 'auto', [4, 4, 4]],
    [10, 4, 'auto', [4, 4, 2]],
    [9, 4, 'auto', [4, 5]],
    [9, 4, 'keep', [4, 4, 1]],
    [10, 4, 'merge', [4, 6]],
    [10, 4, 'drop', [4, 4]],
    [3, 4, 'auto', [3]],
    [3, 4, 'merge', [3]],
    [3, 4, 'drop', []],
    [1, 4, 'auto', [1]],
  ])('%i images in batches of %i under %s', (examples, batchSize, rule, expected) => {
    expect(batchSizesOfEpoch(examples, batchSize, rule)).toEqual(expected)
  })

  test('hold every image once, except under drop, which leaves out less than a batch', () => {
    fc.assert(
      fc.property(sizes, fc.constantFrom(...rules), ({ examples, batchSize }, rule) => {
        const left = examples - sum(batchSizesOfEpoch(examples, batchSize, rule))
        if (rule === 'drop') expect(left).toBe(examples % batchSize)
        else expect(left).toBe(0)
      }),
    )
  })

  test('are never of a single image by auto, where there are two images and batches of two', () => {
    fc.assert(
      fc.property(sizes, ({ examples, batchSize }) => {
        fc.pre(examples > 1 && batchSize > 1)
        expect(Math.min(...batchSizesOfEpoch(examples, batchSize, 'auto'))).toBeGreaterThan(1)
      }),
    )
  })
})

describe('the steps of a budget', () => {
  test('in epochs are whole epochs, in steps are as many', () => {
    expect(stepsOfBudget({ unit: 'epochs', amount: 3 }, [4, 4, 2])).toBe(9)
    expect(stepsOfBudget({ unit: 'steps', amount: 7 }, [4, 4, 2])).toBe(7)
  })

  test("in examples are n epochs for n epochs' worth of images", () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 9 }), ({ examples, batchSize }, epochs) => {
        const batches = batchSizesOfEpoch(examples, batchSize, 'auto')
        const steps = stepsOfBudget({ unit: 'examples', amount: epochs * examples }, batches)
        expect(steps).toBe(epochs * batches.length)
      }),
    )
  })

  test('are at least one', () => {
    expect(stepsOfBudget({ unit: 'examples', amount: 1 }, [64, 64])).toBe(1)
  })
})

describe('the order of an epoch', () => {
  test('visits every image once', () => {
    fc.assert(
      fc.property(
        fc.nat(2 ** 31 - 1),
        fc.nat(50),
        fc.integer({ min: 1, max: 300 }),
        (seed, epoch, examples) => {
          const visited = [...epochOrder(seed, epoch, examples)].sort((a, b) => a - b)
          expect(visited).toEqual(Array.from({ length: examples }, (_, i) => i))
        },
      ),
    )
  })

  test('is the same for the same seed and epoch, and another for another', () => {
    const order = epochOrder(1, 0, 100)
    expect(epochOrder(1, 0, 100)).toEqual(order)
    expect(epochOrder(2, 0, 100)).not.toEqual(order)
    expect(epochOrder(1, 1, 100)).not.toEqual(order)
  })

  test('puts each image in each place about equally often', () => {
    const counts = new Int32Array(25)
    for (let seed = 0; seed < 5000; seed++) {
      epochOrder(seed, 0, 5).forEach((image, place) => counts[5 * image + place]!++)
    }
    // χ² with 16 degrees of freedom: 39.25 is exceeded once in a thousand.
    expect(sum([...counts].map((count) => (count - 1000) ** 2 / 1000))).toBeLessThan(39.25)
  })
})
