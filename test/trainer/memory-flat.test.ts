import { expect, test } from 'vitest'
import { createCohort } from '../../src/trainer/cohort.ts'
import { loadData } from '../../src/trainer/loaded-data.ts'
import { startBackend } from '../../src/trainer/start-backend.ts'
import { tf } from '../../src/trainer/tf.ts'
import { wasmBackend } from './run-op.ts'
import { adam, member, none, tinyDataset, tinyRecipe } from './tiny-recipe.ts'
import { trainRun, trainToEnd } from './train-to-end.ts'

const short = { budget: { unit: 'steps', amount: 8 }, testExamples: 20 } as const
const recipes = [
  tinyRecipe(short),
  tinyRecipe({ ...short, normalization: none, optimizer: adam }),
  tinyRecipe({ ...short, batchSize: 32, checkpointEveryEpochs: 1 }),
]

/** One run of each kind, one that is stopped, and one whose start is refused. */
async function trainSome(backend: 'wasm' | 'cpu'): Promise<void> {
  for (const recipe of recipes) await trainToEnd(recipe, [member(1), member(2)], { backend })
  const long = tinyRecipe({ budget: { unit: 'steps', amount: 100_000 }, evaluateEveryEpochs: 1_000_000 })
  await trainRun(long, member(1), { backend, stopRequested: () => true })
  const misfit = { from: 'weights', tensors: { '1.weight': new Float32Array(3) } } as const
  await expect(trainRun(tinyRecipe(), member(1, { start: misfit }), { backend })).rejects.toThrow('1.weight')
}

test('200 runs in one process on wasm leave its memory as the first few did', async () => {
  const { wasm } = await wasmBackend()
  const before = tf.memory().numTensors
  for (let i = 0; i < 4; i++) await trainSome('wasm')
  const size = wasm.asm.memory.buffer.byteLength
  for (let i = 0; i < 40; i++) await trainSome('wasm')
  expect(tf.memory().numTensors).toBe(before)
  expect(wasm.asm.memory.buffer.byteLength).toBe(size)
})

test('runs on cpu leave no tensor behind', async () => {
  await trainSome('cpu')
  const before = tf.memory()
  for (let i = 0; i < 5; i++) await trainSome('cpu')
  expect(tf.memory()).toMatchObject({ numTensors: before.numTensors, numBytes: before.numBytes })
})

test.each(['wasm', 'cpu'] as const)(
  'a further final evaluation on %s takes no further memory',
  async (name) => {
    const backend = await startBackend(name)
    const data = loadData(backend, tinyDataset)
    const recipe = tinyRecipe()
    const job = { jobId: '', datasetFolder: '', recipe, members: [member(1), member(2)], backend: name }
    const cohort = createCohort(job, data, backend)
    const first = await cohort.evaluator.evaluateFinally()
    const before = tf.memory()
    expect(await cohort.evaluator.evaluateFinally()).toEqual(first)
    expect(tf.memory()).toMatchObject({ numTensors: before.numTensors, numBytes: before.numBytes })
    cohort.dispose()
    data.dispose()
  },
)
