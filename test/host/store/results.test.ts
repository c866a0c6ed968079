import { expect, test } from 'vitest'
import { addExperiment, rowsOf } from './stored-experiments.ts'
import { temporaryStore } from './temporary-store.ts'

test('scores come back as they were, what is not finite and what is not there included', () => {
  const store = temporaryStore()
  const [runId] = addExperiment(store, {}, 1).runIds as [string]
  const evaluation = {
    ...{ step: 10, epoch: 0.5, test: { loss: NaN, accuracy: 0.1 } },
    ...{ train: { loss: Infinity, accuracy: 1 / 3 }, validation: null },
  }
  store.results.addEvaluation(runId, evaluation)
  expect(store.results.evaluations(runId)).toEqual([evaluation])
  const result = {
    running: { loss: NaN, accuracy: 0.1 },
    precise: { loss: -Infinity, accuracy: NaN },
    batch: null,
    confusion: Int32Array.of(1, -2, 2 ** 31 - 1, 0),
  }
  store.results.saveResult(runId, result)
  expect(store.results.result(runId)).toEqual(result)
  expect(store.runs.get(runId)).toMatchObject({ finalTestAccuracy: 0.1, finalTestLoss: NaN })
})

test('what a run said of each image is kept, and goes with its result', () => {
  const store = temporaryStore()
  const [runId, old] = addExperiment(store, {}, 2).runIds as [string, string]
  const scores = { loss: 1, accuracy: 0.5 }
  const result = { running: scores, precise: null, batch: null, confusion: Int32Array.of(1) }
  expect(store.results.predictions(runId)).toBeNull()
  store.results.saveResult(runId, { ...result, predicted: Uint8Array.of(3, 0, 255) })
  store.results.saveResult(old, result)
  expect(store.results.predictions(runId)).toEqual(Buffer.of(3, 0, 255))
  expect(store.results.result(runId)).toEqual(result)
  expect(store.results.predictions(old)).toBeNull()
  store.runs.cutBack(runId, 0)
  expect(store.results.predictions(runId)).toBeNull()
})

test('the losses of the epochs are the same while a run trains, once it has ended, and without its steps', () => {
  const store = temporaryStore()
  const [runId] = addExperiment(store, {}, 1).runIds as [string]
  const { stepsPerEpoch } = store.runs.get(runId)
  const losses = Array.from({ length: 2 * stepsPerEpoch + 1 }, (_, step) => 1 / (1 + step))
  store.series.appendMetrics([rowsOf(runId, 0, losses)])
  const before = store.results.epochLosses(runId)
  expect(before).toHaveLength(2)
  const scores = { loss: 1, accuracy: 0.5 }
  store.results.saveResult(runId, {
    running: scores,
    precise: null,
    batch: null,
    confusion: Int32Array.of(1),
  })
  expect(store.results.epochLosses(runId)).toEqual(before)
  store.connection.database.exec('DELETE FROM chunk')
  expect(store.results.epochLosses(runId)).toEqual(before)
})

test('an infinite final loss stays infinite, and a run without one has none', () => {
  const store = temporaryStore()
  const [runId, other] = addExperiment(store, {}, 2).runIds as [string, string]
  store.runs.update(runId, { finalTestAccuracy: 0.1, finalTestLoss: Infinity })
  expect(store.runs.get(runId).finalTestLoss).toBe(Infinity)
  expect(store.runs.get(other).finalTestLoss).toBeNull()
})

test('evaluations come in the order of their steps, one a step', () => {
  const store = temporaryStore()
  const [runId] = addExperiment(store, {}, 1).runIds as [string]
  const at = (step: number, loss: number) => {
    return { step, epoch: step, test: { loss, accuracy: 0 }, train: null, validation: null }
  }
  for (const [step, loss] of [
    [9, 1],
    [3, 2],
    [9, 3],
  ] as const)
    store.results.addEvaluation(runId, at(step, loss))
  expect(store.results.evaluations(runId)).toEqual([at(3, 2), at(9, 3)])
})

test('checkpoints keep a first loss that is not a number apart from none', () => {
  const store = temporaryStore()
  const [runId] = addExperiment(store, {}, 1).runIds as [string]
  const facts = { isFinal: false, secondsTrained: 1.5, bytes: 12 }
  const start = { ...facts, step: 0, initialLoss: null, file: 'a' }
  const later = { ...facts, step: 5, initialLoss: NaN, file: 'b' }
  const final = { ...facts, step: 5, initialLoss: NaN, file: 'c', isFinal: true }
  for (const checkpoint of [final, later, start]) store.checkpoints.add(runId, checkpoint)
  expect(store.checkpoints.of(runId)).toEqual([start, later, final])
  expect(store.checkpoints.latest(runId)).toEqual(final)
  expect(store.checkpoints.remove(runId, 'not final').sort()).toEqual(['a', 'b'])
  expect(store.checkpoints.of(runId)).toEqual([final])
  expect([store.checkpoints.isUsed('c'), store.checkpoints.isUsed('a')]).toEqual([true, false])
  expect(store.checkpoints.remove(runId, 'all')).toEqual(['c'])
})

test('settings and calibrations are kept; the last one counts', () => {
  const store = temporaryStore()
  expect(store.settings.get('host')).toBeUndefined()
  store.settings.set('host', { parallel: 2 })
  store.settings.set('host', { parallel: null })
  expect(store.settings.get('host')).toEqual({ parallel: null })
  const place = { machine: 'this one', backend: 'wasm', shapeKey: 'abc' }
  const cost = { secondsPerStep: 1, secondsPerEvaluation: 0.5, secondsOnce: 3 }
  store.calibrations.save(place, cost, 5)
  store.calibrations.save(place, { ...cost, secondsPerStep: 2 }, 6)
  expect(store.calibrations.get(place)).toEqual({ cost: { ...cost, secondsPerStep: 2 }, measuredAt: 6 })
  expect(store.calibrations.get({ ...place, backend: 'cpu' })).toBeNull()
})
