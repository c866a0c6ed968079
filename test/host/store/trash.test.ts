import { expect, test } from 'vitest'
import type { Store } from '../../../src/host/store/open-store.ts'
import { readEnvironment } from '../../../src/host/environment.ts'
import { addExperiment, newExperiment, plannedRuns, rowsOf } from './stored-experiments.ts'
import { temporaryStore } from './temporary-store.ts'

const scores = { loss: 1, accuracy: 0.5 }

/** An experiment with something in every table, whose runs have these checkpoint files. */
function fullExperiment(store: Store, files: readonly string[]) {
  const added = addExperiment(store, {}, files.length)
  for (const [index, id] of added.runIds.entries()) {
    const evaluation = { step: 1, epoch: 1, test: scores, train: null, validation: null }
    const facts = { isFinal: true, initialLoss: 1, secondsTrained: 1, bytes: 1 }
    store.series.appendMetrics([
      rowsOf(
        id,
        0,
        Array.from({ length: 5000 }, () => 1),
      ),
    ])
    store.results.addEvaluation(id, evaluation)
    store.results.saveResult(id, {
      running: scores,
      precise: null,
      batch: null,
      confusion: new Int32Array(4),
    })
    store.checkpoints.add(id, { step: 1, file: files[index]!, ...facts })
    store.runs.update(id, { environment: readEnvironment(1, {}) })
  }
  return added
}

function rowCounts({ connection: { database } }: Store): Record<string, number> {
  const tables = [
    'experiment',
    'run',
    'recipe',
    'environment',
    'series',
    'chunk',
    'evaluation',
    'result',
    'checkpoint',
    'listing',
    'experiment_tag',
    'experiment_normalization',
  ]
  const count = (table: string) => database.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number
  return Object.fromEntries([...tables, 'experiment_search'].map((table) => [table, count(table)]))
}

test('the trash takes runs out of the queue and gives them back', () => {
  const store = temporaryStore()
  const one = addExperiment(store, {}, 2)
  const two = addExperiment(store, {}, 1)
  const queue = () => store.runs.queued().map(({ id }) => id)
  expect(store.experiments.trash([one.id, 'nobody'], 5)).toEqual([one.id])
  expect(store.experiments.trash([one.id], 6)).toEqual([])
  expect(store.experiments.get(one.id).trashedAt).toBe(5)
  expect(queue()).toEqual(two.runIds)
  expect(store.experiments.restore([one.id, two.id])).toEqual([one.id])
  expect(store.experiments.get(one.id).trashedAt).toBeNull()
  expect(queue()).toEqual([...one.runIds, ...two.runIds])
})

test('purge removes every row, and names the files that no other run refers to', () => {
  const store = temporaryStore()
  const empty = rowCounts(store)
  const gone = fullExperiment(store, ['own', 'own', 'shared'])
  const kept = fullExperiment(store, ['shared'])
  expect(store.experiments.weigh([gone.id])).toEqual({ runs: 3, bytes: 1 })
  expect(store.experiments.weigh([gone.id, kept.id])).toEqual({ runs: 4, bytes: 2 })
  store.experiments.trash([gone.id], 1)
  expect(store.experiments.purge([gone.id, kept.id])).toEqual({ ids: [gone.id], files: ['own'] })
  expect(() => store.experiments.get(gone.id)).toThrow(/no experiment/)
  expect(store.runs.get(kept.runIds[0]!).planned.recipe.batchSize).toBe(16)
  expect(store.series.readValues(kept.runIds[0]!, 'loss')).toHaveLength(5000)
  store.experiments.trash([kept.id], 1)
  expect(store.experiments.purge([kept.id])).toEqual({ ids: [kept.id], files: ['shared'] })
  expect(rowCounts(store)).toEqual(empty)
})

test('a checkpoint that another run starts from is kept until that run is purged too', () => {
  const store = temporaryStore()
  const digest = 'ab'.repeat(32)
  const gone = fullExperiment(store, [`${digest}.safetensors`])
  const [planned] = plannedRuns()
  const kept = store.experiments.insert(newExperiment(), [{ planned: { ...planned!, parent: digest } }])
  const [child] = store.runs.ofExperiment(kept.id)
  expect(child).toMatchObject({ parentId: null, planned: { parent: digest } })
  expect(store.checkpoints.isUsed(`${digest}.safetensors`)).toBe(true)
  expect(store.experiments.weigh([gone.id])).toEqual({ runs: 1, bytes: 0 })
  store.experiments.trash([gone.id, kept.id], 1)
  expect(store.experiments.purge([gone.id])).toEqual({ ids: [gone.id], files: [] })
  expect(store.checkpoints.remove(child!.id, 'all')).toEqual([])
  expect(store.experiments.purge([kept.id])).toEqual({ ids: [kept.id], files: [`${digest}.safetensors`] })
})

test('what is not in the trash is not purged', () => {
  const store = temporaryStore()
  const { id } = addExperiment(store)
  expect(store.experiments.purge([id])).toEqual({ ids: [], files: [] })
  expect(store.experiments.get(id).runs.queued).toBe(12)
})
