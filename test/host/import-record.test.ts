import { expect, test } from 'vitest'
import type { ExperimentRecord } from '../../src/contract/experiment-record.ts'
import { experimentRecord } from '../../src/host/record/experiment-record.ts'
import { importRecord } from '../../src/host/record/import-record.ts'
import { addExperiment, rowsOf } from './store/stored-experiments.ts'
import { temporaryStore } from './store/temporary-store.ts'

const scores = { loss: NaN, accuracy: 0.5 }

/** The record of an experiment whose first run has three steps, of which one is not finite, and a result. */
function recordOfOne(): ExperimentRecord {
  const store = temporaryStore()
  const { id, runIds } = addExperiment(store, { notes: 'Look here.', tags: ['one', 'two'] })
  store.series.appendMetrics([rowsOf(runIds[0]!, 0, [1, Infinity, NaN])])
  const confusion = Int32Array.from({ length: 16 }, (_, index) => index)
  store.results.saveResult(runIds[0]!, { running: scores, precise: null, batch: null, confusion })
  return experimentRecord(store, id, 'steps')
}

function asFile(record: ExperimentRecord): ExperimentRecord {
  const text = JSON.stringify(record, (_, value: unknown) =>
    value instanceof Float32Array ? [...value] : value,
  )
  return JSON.parse(text) as ExperimentRecord
}

test('a record is taken as the host gives it, with notes and tags, and its file is the same record', () => {
  const [record, store] = [recordOfOne(), temporaryStore()]
  const { id, isNew } = importRecord(store, record, 0)
  expect(isNew).toBe(true)
  const taken = experimentRecord(store, id, 'steps')
  expect(taken).toMatchObject({ notes: 'Look here.', tags: ['one', 'two'] })
  expect(taken.runs[0]!.series).toEqual(record.runs[0]!.series)
  expect(taken.runs[0]!.result).toEqual(record.runs[0]!.result)
  expect(importRecord(store, asFile(record), 0)).toEqual({ id, isNew: false })
  expect(importRecord(store, { ...record, notes: 'Others.' }, 0)).toEqual({ id, isNew: false })
})

test('what was exported here is known again, under another name and in the trash too; once it has changed it is another', () => {
  const store = temporaryStore()
  const { id, runIds } = addExperiment(store, {})
  store.series.appendMetrics([rowsOf(runIds[0]!, 0, [1, Infinity, NaN])])
  const file = asFile(experimentRecord(store, id, 'steps'))
  store.experiments.rename(id, 'Another name')
  expect(importRecord(store, file, 0)).toEqual({ id, isNew: false })
  store.experiments.trash([id], 0)
  expect(importRecord(store, file, 0)).toEqual({ id, isNew: false })
  store.series.appendMetrics([rowsOf(runIds[0]!, 3, [0.5])])
  expect(importRecord(store, file, 0)).toMatchObject({ isNew: true })
})

test('a length of time that is no whole number of milliseconds is taken', () => {
  expect(importRecord(temporaryStore(), { ...recordOfOne(), seconds: 8.567_8 }, 0).isNew).toBe(true)
})

test('a spec is told from a record', () => {
  const { spec } = recordOfOne()
  expect(() => importRecord(temporaryStore(), spec, 0)).toThrow(/This is a spec/)
  expect(() => importRecord(temporaryStore(), {}, 0)).toThrow(/This is not a record of this version: format/)
})

test('a record of an earlier version, without notes and tags, is taken', () => {
  const { notes: _notes, tags: _tags, ...earlier } = asFile(recordOfOne())
  expect(importRecord(temporaryStore(), earlier, 0).isNew).toBe(true)
})

test.each([
  [
    'series of different lengths',
    (run: ExperimentRecord['runs'][0]) => (run.series.accuracy = Float32Array.of(1)),
    /runs\.0\.series: as many of each .* 3 of loss, 1 of accuracy/,
  ],
  [
    'a count that no image count can be',
    (run: ExperimentRecord['runs'][0]) => (run.result!.confusion[3] = 5e9),
    /runs\.0\.result\.confusion\.3/,
  ],
  [
    'too few counts',
    (run: ExperimentRecord['runs'][0]) => (run.result!.confusion = [1]),
    /it has 1 counts; of 4 classes there are 16/,
  ],
])('a record with %s is refused with its place, and nothing of it is kept', (_, change, message) => {
  const [record, store] = [recordOfOne(), temporaryStore()]
  change(record.runs[0]!)
  expect(() => importRecord(store, record, 0)).toThrow(
    expect.objectContaining({
      code: 'bad-input',
      message: expect.stringMatching(message) as string,
    }) as Error,
  )
  expect(store.connection.database.prepare('SELECT count(*) FROM experiment').pluck().get()).toBe(0)
})
