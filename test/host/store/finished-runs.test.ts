import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { Store } from '../../../src/host/store/open-store.ts'
import { addExperiment, rowsOf } from './stored-experiments.ts'
import { temporaryStore } from './temporary-store.ts'

const scores = { loss: 1, accuracy: 0.5 }

function runOf(store: Store, id: string) {
  return store.compared.ofExperiment(id)[0]!
}

test('what a finished run holds is read once, until it is trained again', () => {
  let clock = 1000
  const store = temporaryStore({ now: () => clock++ })
  const { id, runIds } = addExperiment(store, {}, 1)
  const runId = runIds[0]!
  const train = (values: number[]): void => {
    store.runs.setStatus(runId, { status: 'running' })
    store.series.appendMetrics([rowsOf(runId, 0, values)])
    store.results.addEvaluation(runId, {
      step: values.length,
      epoch: 1,
      test: scores,
      train: null,
      validation: null,
    })
  }
  train([1, 2])
  const read = () => store.compared.values(runOf(store, id), 'loss', 0)
  expect(read()).toEqual(Float32Array.of(1, 2))
  store.series.appendMetrics([rowsOf(runId, 2, [3])])
  expect(read()).toEqual(Float32Array.of(1, 2, 3))

  store.runs.setStatus(runId, { status: 'done' })
  expect(read()).toEqual(Float32Array.of(1, 2, 3))
  expect(read().buffer).toBe(read().buffer)
  const first = () => store.compared.values(runOf(store, id), 'loss', 0, 1)
  expect(store.compared.values(runOf(store, id), 'loss', 1, 2)).toEqual(Float32Array.of(2))
  expect(first()).toEqual(Float32Array.of(1))
  expect(first()).toBe(first())
  const evaluations = () => store.compared.evaluations(runOf(store, id))
  expect(evaluations().map(({ step }) => step)).toEqual([2])
  expect(evaluations()).toBe(evaluations())

  store.runs.setStatus(runId, { status: 'queued' })
  store.runs.cutBack(runId, 0)
  train([7])
  store.runs.setStatus(runId, { status: 'done' })
  expect(read()).toEqual(Float32Array.of(7))
  expect(first()).toEqual(Float32Array.of(7))
  expect(evaluations().map(({ step }) => step)).toEqual([1])
})

test('what was computed of a finished run is kept until it is trained again, and of one in training never', () => {
  let clock = 1000
  const store = temporaryStore({ now: () => clock++ })
  const { id, runIds } = addExperiment(store, {}, 1)
  let count = 0
  const computed = (what: string) =>
    store.compared.computed(runOf(store, id), what, () => ({ byteLength: 8, count: ++count })).count
  store.runs.setStatus(runIds[0]!, { status: 'running' })
  expect([computed('mean'), computed('mean')]).toEqual([1, 2])
  store.runs.setStatus(runIds[0]!, { status: 'done' })
  expect([computed('mean'), computed('mean'), computed('range'), computed('mean')]).toEqual([3, 3, 4, 3])
  store.runs.setStatus(runIds[0]!, { status: 'queued' })
  store.runs.setStatus(runIds[0]!, { status: 'running' })
  store.runs.setStatus(runIds[0]!, { status: 'done' })
  expect(computed('mean')).toBe(5)
})

test('the list of an experiment’s runs is read again after any write, by this connection or another', () => {
  const store = temporaryStore()
  const { id, runIds } = addExperiment(store, {}, 1)
  const list = () => store.compared.ofExperiment(id)
  expect(list()).toBe(list())
  store.runs.setStatus(runIds[0]!, { status: 'running' })
  expect(list()[0]!.status).toBe('running')
  expect(list()).toBe(list())

  const other = new Database(store.file)
  other.prepare(`UPDATE run SET status = 'stopped' WHERE id = ?`).run(runIds[0]!)
  other.close()
  expect(list()[0]!.status).toBe('stopped')
})
