import { describe, expect, test } from 'vitest'
import { expandGrid } from '../../src/domain/grid.ts'
import { checkFits, memoryBesideTensors, memoryNeeded, WASM_MEMORY_LIMIT } from '../../src/domain/memory.ts'
import type { Recipe } from '../../src/domain/recipe.ts'
import { MNIST, parsed, specWith, WITH, WITHOUT } from './specs.ts'

function recipe(changes: Record<string, unknown> = {}): Recipe {
  return expandGrid(parsed(specWith({ arms: [WITHOUT], batchSizes: [100], ...changes })), MNIST)[0]!.recipe
}

const layers = (units: number) => ({ network: { layers: [{ type: 'dense', units }] } })

describe('the memory that a cohort needs', () => {
  test('is the sum of what a hand count of its tensors gives', () => {
    const { bytes, parts } = memoryNeeded(recipe(layers(8)), MNIST, 2)
    const parameters = 784 * 8 + 8 + (8 * 10 + 10)
    const outputs = 8 + 8 + 10
    const scratch = 4208 + 2 * outputs
    // An index, the pixels and a label.
    const input = 1 + 784 + 1
    expect(parts).toEqual({
      dataset: 70_000 * (784 + 1),
      // Value and velocity.
      parameters: 2 * 4 * 2 * parameters,
      // One batch size of 100: dense, ReLU and logits for value and gradient; the gradients and squares of 4
      // parameters, 3 rates, 3 metrics.
      training: 2 * 4 * (scratch + 100 * (input + 2 * outputs) + parameters + 4 + 6),
      // Chunks of 1,000 for the test set and for the 2,000 training images; a loss and a class.
      evaluation: 2 * 4 * (1000 + 1000) * (input + outputs + 2),
    })
    expect(bytes).toBe(Object.values(parts).reduce((sum, part) => sum + part))
  })

  test('counts the whole data set, however few of its images are used', () => {
    const few = recipe({ data: { trainExamples: 1000, testExamples: 100 } })
    expect(memoryNeeded(few, MNIST, 1).parts.dataset).toBe(70_000 * 785)
  })

  test('counts a velocity also where the momentum is 0', () => {
    const [with0, with9] = [0, 0.9].map((momentum) => recipe({ optimizer: { type: 'sgd', momentum } }))
    expect(memoryNeeded(with0!, MNIST, 1)).toEqual(memoryNeeded(with9!, MNIST, 1))
  })

  test('beside the tensors has a checkpoint eight times and the order of the images three times', () => {
    const parameters = 784 * 8 + 8 + (8 * 10 + 10)
    expect(memoryBesideTensors(recipe(layers(8)), 2)).toBe(2 * (8 * 4 * 2 * parameters + 3 * 4 * 60_000))
  })

  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['batch normalization', {}, { arms: [WITH] }],
    ['Adam', {}, { optimizer: { type: 'adam' } }],
    ['a larger batch', {}, { batchSizes: [200] }],
    ['a smaller last batch, whose step is kept too', {}, { data: { trainExamples: 59_950 } }],
    ['a wider layer', {}, layers(9)],
    [
      'validation images, whose last chunk is of a size of its own',
      {},
      { data: { validationExamples: 9_500 } },
    ],
  ])('grows with %s', (_, less, more) => {
    const working = (changes: Record<string, unknown>) => {
      const { parameters, training, evaluation } = memoryNeeded(recipe(changes), MNIST, 1).parts
      return parameters + training + evaluation
    }
    expect(working(more)).toBeGreaterThan(working(less))
  })

  test('holds the images once, and all else once for each member', () => {
    const [one, eight] = [1, 8].map((size) => memoryNeeded(recipe(), MNIST, size))
    expect(eight!.bytes - eight!.parts.dataset).toBe(8 * (one!.bytes - one!.parts.dataset))
    expect(eight!.parts.dataset).toBe(one!.parts.dataset)
  })
})

describe('a run that does not fit', () => {
  test('is refused with the numbers', () => {
    const large = recipe({ ...layers(500_000), batchSizes: [60_000] })
    const message = checkFits(large, MNIST, 1)
    const { bytes } = memoryNeeded(large, MNIST, 1)
    expect(bytes).toBeGreaterThan(WASM_MEMORY_LIMIT)
    const mebibytes = Math.ceil(bytes / 2 ** 20).toLocaleString('en-US')
    expect(message).toContain(
      `at batch size 60000 needs about ${mebibytes} MiB of memory, more than the 3,584 MiB`,
    )
    expect(message).toMatch(/images 53 MiB, parameters 3,0\d\d MiB, a training step [\d,]+ MiB/)
  })

  test('is one byte over the limit, not one that just meets it', () => {
    const { bytes } = memoryNeeded(recipe(), MNIST, 3)
    expect(checkFits(recipe(), MNIST, 3, bytes)).toBeNull()
    expect(checkFits(recipe(), MNIST, 3, bytes - 1)).toMatch(
      /^Training 3 runs together at batch size 100 needs/,
    )
  })

  test("is not the assignment's", () => {
    expect(checkFits(recipe({ ...layers(128), arms: [WITH], batchSizes: [256] }), MNIST, 10)).toBeNull()
  })
})
