import { expect, test } from 'vitest'
import { memoryNeeded } from '../../src/domain/memory.ts'
import { stepPlan, type Recipe } from '../../src/domain/recipe.ts'
import { createCohort } from '../../src/trainer/cohort.ts'
import { loadData } from '../../src/trainer/loaded-data.ts'
import { startBackend } from '../../src/trainer/start-backend.ts'
import { tf } from '../../src/trainer/tf.ts'
import { adam, batch, hidden, member, none, sgd, tinyDataset, tinyRecipe } from './tiny-recipe.ts'

/** Bytes of all tensors once a cohort has taken a step of each size and been evaluated in every way. */
async function tensorsOf(recipe: Recipe, cohortSize: number): Promise<number> {
  const backend = await startBackend('wasm')
  const before = tf.memory().numBytes
  const data = loadData(backend, tinyDataset)
  const members = Array.from({ length: cohortSize }, (_, seed) => member(seed))
  const job = { jobId: '', datasetFolder: '', recipe, members, backend: 'wasm' } as const
  const { steps, evaluator, ranges, dispose } = createCohort(job, data, backend)
  const order = Int32Array.from({ length: recipe.trainExamples }, (_, i) => i)
  for (const size of new Set(stepPlan(recipe).batchSizes)) {
    steps.run(
      members.map(() => order),
      0,
      size,
      1,
      1,
    )
  }
  for (const range of Object.values(ranges)) if (range) await evaluator.evaluate(range, 'running')
  await evaluator.evaluateFinally()
  const bytes = tf.memory().numBytes - before
  dispose()
  data.dispose()
  return bytes
}

const wide = (units: number) => ({
  layers: [
    { ...hidden, units },
    { ...hidden, units, activation: 'gelu' as const, normalization: 'after-activation' as const },
  ],
  initialization: { scheme: 'pytorch-linear' as const },
})

test.each<[string, Partial<Recipe>, number?]>([
  ['a run with batch normalization', {}],
  ['three of them together', {}, 3],
  ['a run without', { normalization: none }],
  ['SGD without momentum', { normalization: none, optimizer: { ...sgd, momentum: 0 }, network: wide(200) }],
  ['Adam', { optimizer: adam, network: wide(200) }],
  ['γ and β that are not learned', { normalization: { ...batch, affine: false }, network: wide(1100) }],
  ['layers whose sums need much scratch space', { network: wide(3000) }],
  ['few images of many', { trainExamples: 40, validationExamples: 0, testExamples: 10, batchSize: 8 }],
  ['a last batch that is merged', { trainExamples: 97, testExamples: 49, batchSize: 48 }],
  ['batches of two', { batchSize: 2, testExamples: 51 }],
])('%s: what is planned is what the tensors take, or a little more', async (_, changes, cohortSize = 1) => {
  const recipe = tinyRecipe(changes)
  const planned = memoryNeeded(recipe, tinyDataset.info, cohortSize).bytes
  const taken = await tensorsOf(recipe, cohortSize)
  expect(planned).toBeGreaterThanOrEqual(taken)
  expect(planned).toBeLessThan(1.1 * taken)
})
