import { expect, test } from 'vitest'
import type { RunQuery } from '../../../src/contract/host.ts'
import { readEnvironment } from '../../../src/host/environment.ts'
import { plannedRun } from '../planned-runs.ts'
import { addExperiment, newExperiment, rowsOf } from './stored-experiments.ts'
import { temporaryStore } from './temporary-store.ts'

const firstPage: RunQuery = { sort: 'position', descending: false, offset: 0, limit: 50 }
const now = () => 1000

test('a status brings its times, its outcome and the place in the queue', () => {
  const store = temporaryStore({ now })
  const [runId] = addExperiment(store, {}, 1).runIds as [string]
  store.runs.update(runId, {
    status: 'running',
    attempt: 1,
    backend: { name: 'wasm', reason: 'the fastest here' },
  })
  expect(store.runs.get(runId)).toMatchObject({
    status: 'running',
    startedAt: 1000,
    endedAt: null,
    attempt: 1,
  })
  expect(store.runs.queued()).toEqual([])
  store.runs.update(runId, { status: 'done', outcome: 'did not learn', reason: 'No better than chance.' })
  expect(store.runs.get(runId)).toMatchObject({
    ...{ status: 'done', outcome: 'did not learn', reason: 'No better than chance.', endedAt: 1000 },
    backend: { name: 'wasm', reason: 'the fastest here' },
  })
})

test('a run changes its status only as its life allows, and nothing else of a refused change stays', () => {
  const store = temporaryStore()
  const [runId] = addExperiment(store, {}, 1).runIds as [string]
  expect(() => store.runs.update(runId, { status: 'done', attempt: 7 })).toThrow(/queued cannot become done/)
  expect(store.runs.get(runId)).toMatchObject({ status: 'queued', attempt: 0 })
  expect(() => store.runs.setStatus('nobody', { status: 'running' })).toThrow(/no run nobody/)
})

test('what is given as null is emptied, what is not given stays', () => {
  const store = temporaryStore()
  const [runId] = addExperiment(store, {}, 1).runIds as [string]
  const environment = readEnvironment(2, { tfjs: '4.22.0' })
  store.runs.update(runId, { environment, backend: { name: 'cpu', reason: 'asked for' }, reason: 'because' })
  expect(store.runs.get(runId)).toMatchObject({ environment, backend: { name: 'cpu' }, reason: 'because' })
  store.runs.update(runId, { environment: null, backend: null })
  expect(store.runs.get(runId)).toMatchObject({ environment: null, backend: null, reason: 'because' })
})

test('the queue keeps its order, runs can change places in it, and what is queued again goes last', () => {
  const store = temporaryStore()
  const [a, b] = addExperiment(store, {}, 2).runIds as [string, string]
  const [c, d] = addExperiment(store, {}, 2).runIds as [string, string]
  const queue = () => store.runs.queued().map(({ id }) => id)
  expect(queue()).toEqual([a, b, c, d])
  store.runs.putInOrder([d, a, b])
  expect(queue()).toEqual([d, a, c, b])
  store.runs.setStatus(d, { status: 'running' })
  store.runs.putInOrder([b, d, a])
  expect(queue()).toEqual([b, c, a])
  store.runs.setStatus(d, { status: 'queued' })
  expect(queue()).toEqual([b, c, a, d])
})

test('what ran under a lost host becomes interrupted, and nothing else does', () => {
  const store = temporaryStore()
  const { runIds } = addExperiment(store, {}, 3)
  store.runs.setStatus(runIds[1]!, { status: 'running' })
  expect(store.runs.interruptRunning('The host was lost.')).toEqual([runIds[1]])
  expect(runIds.map((id) => store.runs.status(id))).toEqual(['queued', 'interrupted', 'queued'])
  expect(store.runs.get(runIds[1]!)).toMatchObject({ reason: 'The host was lost.', outcome: null })
})

test('a child knows the run that it starts from', () => {
  const store = temporaryStore()
  const runs = [plannedRun('first'), plannedRun('child', { parent: 'first' })]
  const { runIds } = store.experiments.insert(
    newExperiment(),
    runs.map((planned) => ({ planned })),
  )
  expect(store.runs.get(runIds[1]!)).toMatchObject({ parentId: runIds[0], planned: { parent: 'first' } })
  expect(store.runs.get(runIds[0]!)).toMatchObject({ parentId: null, planned: { parent: null } })
})

test('runs are listed by place, accuracy or start, of one experiment or of all, and by status', () => {
  const store = temporaryStore({ now })
  const one = addExperiment(store, {}, 3)
  const two = addExperiment(store, {}, 2)
  const ids = [...one.runIds, ...two.runIds]
  for (const [index, id] of ids.entries()) {
    store.runs.update(id, { status: 'running', startedAt: 100 - index })
    store.runs.update(id, { status: 'done', finalTestAccuracy: [0.5, 0.9, 0.1, 0.7, 0.3][index]! })
  }
  const list = (query: Partial<RunQuery>) => {
    const { total, runs } = store.runs.list({ ...firstPage, ...query })
    return { total, places: runs.map(({ id }) => ids.indexOf(id)) }
  }
  expect(list({})).toEqual({ total: 5, places: [0, 1, 2, 3, 4] })
  expect(list({ sort: 'accuracy', descending: true })).toEqual({ total: 5, places: [1, 3, 0, 4, 2] })
  expect(list({ sort: 'started' })).toEqual({ total: 5, places: [4, 3, 2, 1, 0] })
  expect(list({ experimentId: one.id, sort: 'accuracy' })).toEqual({ total: 3, places: [2, 0, 1] })
  expect(list({ offset: 3, limit: 1 })).toEqual({ total: 5, places: [3] })
  expect(list({ statuses: ['queued'] })).toEqual({ total: 0, places: [] })
  store.experiments.trash([two.id], 1)
  expect(list({ statuses: ['done'] })).toEqual({ total: 3, places: [0, 1, 2] })
  expect(list({ experimentId: two.id }).total).toBe(2)
})

test('ids are found by their beginning', () => {
  const store = temporaryStore()
  const { id, runIds } = addExperiment(store, {}, 2)
  expect(store.runs.idsBeginning(runIds[0]!.slice(0, 12))).toEqual([runIds[0]])
  expect(store.runs.idsBeginning('')).toHaveLength(2)
  expect(store.experiments.idsBeginning(id)).toEqual([id])
  expect(store.experiments.idsBeginning('%')).toEqual([])
})

test('cutting a run back forgets what came after, and names the checkpoint files that are free', () => {
  const store = temporaryStore()
  const [runId, other] = addExperiment(store, {}, 2).runIds as [string, string]
  const scores = { loss: 1, accuracy: 0.5 }
  const none = { epoch: 1, test: scores, train: null, validation: null }
  const facts = { isFinal: false, initialLoss: 2, secondsTrained: 1, bytes: 10 }
  store.series.appendMetrics([rowsOf(runId, 0, [1, 2, 3, 4])])
  for (const step of [2, 4]) store.results.addEvaluation(runId, { step, ...none })
  for (const step of [2, 3, 4]) store.checkpoints.add(runId, { step, file: `file-${step}`, ...facts })
  store.checkpoints.add(other, { step: 3, file: 'file-3', ...facts })
  store.results.saveResult(runId, {
    running: scores,
    precise: null,
    batch: null,
    confusion: new Int32Array(4),
  })
  expect(store.runs.cutBack(runId, 2)).toEqual(['file-4'])
  expect(store.series.readValues(runId, 'loss')).toEqual(Float32Array.of(1, 2))
  expect(store.results.evaluations(runId).map(({ step }) => step)).toEqual([2])
  expect(store.checkpoints.latest(runId)).toMatchObject({ step: 2, file: 'file-2' })
  expect(store.results.result(runId)).toBeNull()
  expect(store.runs.get(runId)).toMatchObject({ finalTestAccuracy: null, finalTestLoss: null, stepsDone: 2 })
})
