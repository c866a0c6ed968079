import { describe, expect, test } from 'vitest'
import { expandGrid } from '../../src/domain/grid.ts'
import { checkFits, memoryNeeded, WASM_MEMORY_LIMIT } from '../../src/domain/memory.ts'
import type { Recipe } from '../../src/domain/recipe.ts'
import { MNIST, parsed, specWith, WITH, WITHOUT } from './specs.ts'

function recipe(changes: Record<string, unknown> = {}): Recipe {
  return expandGrid(parsed(specWith({ arms: [WITHOUT], batchSizes: [100], ...changes })), MNIST)[0]!.recipe
}

const layers = (units: number) => ({ network: { layers: [{ type: 'dense', units }] } })

describe('the memory that a cohort needs', () => {
  test('is the sum of what a hand count of its tensors gives', () => {
    const { bytes, parts } = memoryNeeded(recipe(layers(8)), 2)
    const parameters = 784 * 8 + 8 + (8 * 10 + 10)
    expect(parts).toEqual({
      dataset: 70_000 * (784 + 4),
      order: 2 * 60_000 * 4,
      // Value, gradient and velocity.
      parameters: 2 * 4 * 3 * parameters,
      // One batch size of 100: the pixels, and dense, ReLU and logits twice, for value and gradient.
      training: 2 * 4 * 100 * (784 + 2 * (8 + 8 + 10)),
      // Chunks of 1,000 for the test set and for the 2,000 training images.
      evaluation: 2 * 4 * (1000 + 1000) * (784 + 8 + 8 + 10),
    })
    expect(bytes).toBe(Object.values(parts).reduce((sum, part) => sum + part))
  })

  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['batch normalization', {}, { arms: [WITH] }],
    ['Adam', {}, { optimizer: { type: 'adam' } }],
    ['momentum', { optimizer: { type: 'sgd', momentum: 0 } }, {}],
    ['a larger batch', {}, { batchSizes: [200] }],
    ['a smaller last batch, whose step is kept too', {}, { data: { trainExamples: 59_950 } }],
    ['a wider layer', {}, layers(9)],
    ['validation images', {}, { data: { validationExamples: 10_000 } }],
  ])('grows with %s', (_, less, more) => {
    const working = (changes: Record<string, unknown>) => {
      const { parameters, training, evaluation } = memoryNeeded(recipe(changes), 1).parts
      return parameters + training + evaluation
    }
    expect(working(more)).toBeGreaterThan(working(less))
  })

  test('holds the images once, and all else once for each member', () => {
    const [one, eight] = [1, 8].map((size) => memoryNeeded(recipe(), size))
    expect(eight!.bytes - eight!.parts.dataset).toBe(8 * (one!.bytes - one!.parts.dataset))
    expect(eight!.parts.dataset).toBe(one!.parts.dataset)
  })
})

describe('a run that does not fit', () => {
  test('is refused with the numbers', () => {
    const message = checkFits(recipe({ ...layers(500_000), batchSizes: [60_000] }), 1)
    const { bytes } = memoryNeeded(recipe({ ...layers(500_000), batchSizes: [60_000] }), 1)
    expect(bytes).toBeGreaterThan(WASM_MEMORY_LIMIT)
    const mebibytes = Math.ceil(bytes / 2 ** 20).toLocaleString('en-US')
    expect(message).toContain(
      `at batch size 60000 needs about ${mebibytes} MiB of memory, more than the 3,584 MiB`,
    )
    expect(message).toMatch(
      /images 53 MiB, their order 1 MiB, parameters 4,5\d\d MiB, a training step [\d,]+ MiB/,
    )
  })

  test('is one byte over the limit, not one that just meets it', () => {
    const { bytes } = memoryNeeded(recipe(), 3)
    expect(checkFits(recipe(), 3, bytes)).toBeNull()
    expect(checkFits(recipe(), 3, bytes - 1)).toMatch(/^Training 3 runs together at batch size 100 needs/)
  })

  test("is not the assignment's", () => {
    expect(checkFits(recipe({ ...layers(128), arms: [WITH], batchSizes: [256] }), 10)).toBeNull()
  })
})
