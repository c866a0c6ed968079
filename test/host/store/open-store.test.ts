import {
  chmodSync,
  copyFileSync,
  openSync,
  closeSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { WorkbenchError } from '../../../src/contract/errors.ts'
import { openStore } from '../../../src/host/store/open-store.ts'
import { addExperiment, nobody, rowsOf } from './stored-experiments.ts'
import { temporaryFolder, temporaryStore } from './temporary-store.ts'

const isRoot = process.getuid?.() === 0
const everything = {
  search: '',
  trashed: false,
  sort: 'created',
  descending: true,
  offset: 0,
  limit: 50,
} as const

/** What opening a file fails with. */
function failure(open: () => unknown): WorkbenchError {
  try {
    open()
  } catch (error) {
    expect(error).toBeInstanceOf(WorkbenchError)
    return error as WorkbenchError
  }
  throw new Error('It was opened')
}

/** A database file with some experiments. */
function storedFile(): string {
  const file = join(temporaryFolder(), 'workbench.db')
  const store = openStore(file)
  for (let index = 0; index < 20; index++) addExperiment(store, { name: `number ${index}` })
  store.close()
  return file
}

test('a database of a newer schema can be read, and says why it cannot be written', () => {
  const file = storedFile()
  const newer = new Database(file)
  newer.pragma('user_version = 99')
  newer.close()
  const store = openStore(file)
  expect(store.readOnlyReason).toMatch(/newer version of this program \(schema 99/)
  const [experiment] = store.experiments.list(everything, nobody).experiments
  expect(store.runs.ofExperiment(experiment!.id)).toHaveLength(12)
  expect(failure(() => store.experiments.rename(experiment!.id, 'x'))).toMatchObject({
    code: 'unavailable',
    message: store.readOnlyReason,
  })
  store.close()
})

test('one that is so new that nothing in it is known says so', () => {
  const file = storedFile()
  const newer = new Database(file)
  newer.exec('PRAGMA user_version = 99; ALTER TABLE series RENAME TO curve')
  newer.close()
  expect(failure(() => openStore(file))).toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(/newer version .* It cannot be read either: .*series/) as string,
  })
})

test('damaged pages are found at the start, nothing is changed, and the way out names the newest backup', () => {
  const file = storedFile()
  copyFileSync(file, `${file}.backup-v1-2026-01-01`)
  const handle = openSync(file, 'r+')
  const middle = Math.floor(statSync(file).size / 4096 / 2) * 4096
  for (let page = -3; page < 3; page++)
    writeSync(handle, Buffer.alloc(512, 0xa5), 0, 512, middle + page * 4096)
  closeSync(handle)
  const before = readFileSync(file)
  const { code, message } = failure(() => openStore(file))
  expect(code).toBe('unavailable')
  expect(message).toContain(`The database ${file} is damaged`)
  expect(message).toContain(`put the newest backup, ${file}.backup-v1-2026-01-01, in its place`)
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('a file that is cut short is found damaged', () => {
  const file = storedFile()
  writeFileSync(file, readFileSync(file).subarray(0, 30_000))
  expect(failure(() => openStore(file)).message).toMatch(/is damaged .* move it away/)
})

test('what is not a database, or one of another program, is left alone', () => {
  const folder = temporaryFolder()
  const text = join(folder, 'notes.txt')
  writeFileSync(text, 'These are notes, and no database at all. '.repeat(100))
  expect(failure(() => openStore(text)).message).toMatch(/not a database of this program/)
  const other = join(folder, 'other.db')
  new Database(other).exec('CREATE TABLE mail (subject TEXT)').close()
  const before = readFileSync(other)
  expect(failure(() => openStore(other)).message).toMatch(/is a database of another program/)
  expect(readFileSync(other).equals(before)).toBe(true)
})

test('a database that only has a lease yet is a new one', () => {
  const file = join(temporaryFolder(), 'workbench.db')
  new Database(file).exec('CREATE TABLE lease (id INTEGER PRIMARY KEY)').close()
  const store = openStore(file)
  expect(store.experiments.list(everything, nobody).total).toBe(0)
  store.close()
})

test('a folder that cannot be made is named', () => {
  const file = join(temporaryFolder(), 'file')
  writeFileSync(file, '')
  expect(failure(() => openStore(join(file, 'folder', 'workbench.db'))).message).toMatch(
    /folder .* cannot be made/,
  )
})

// Root may write anywhere, except where the system has no files to write.
test.skipIf(process.platform !== 'linux')('a folder in which nothing can be made is named', () => {
  expect(failure(() => openStore('/proc/workbench.db'))).toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(/\/proc\/workbench\.db: it cannot be opened or created/) as string,
  })
})

test.skipIf(isRoot)('a folder that may not be written to is named (skipped for root, who may)', () => {
  const folder = temporaryFolder()
  chmodSync(folder, 0o555)
  expect(failure(() => openStore(join(folder, 'workbench.db'))).message).toMatch(
    /cannot be opened or created/,
  )
})

test('a full disk is said to be one, and what was stored before is there', () => {
  const store = temporaryStore()
  const [runId] = addExperiment(store, {}, 1).runIds as [string]
  store.series.appendMetrics([rowsOf(runId, 0, [1, 2, 3])])
  const { database } = store.connection
  // SQLite's own limit gives the error that a full disk gives, at the same place.
  database.pragma(`max_page_count = ${(database.pragma('page_count', { simple: true }) as number) + 5}`)
  const much = rowsOf(
    runId,
    3,
    Array.from({ length: 100_000 }, () => 1),
  )
  const { code, message } = failure(() => store.series.appendMetrics([much]))
  expect([code, message]).toEqual(['unavailable', expect.stringMatching(/disk is full. Free some space/)])
  expect(store.series.readValues(runId, 'loss')).toEqual(Float32Array.of(1, 2, 3))
  database.pragma('max_page_count = 1000000')
  store.series.appendMetrics([much])
  expect(store.runs.get(runId).stepsDone).toBe(100_003)
})

test('every write asks the guard first, within its transaction, and nothing is written when it refuses', () => {
  let isHeld = true
  let asked = 0
  const store = temporaryStore({
    guard() {
      asked++
      expect(store.connection.database.inTransaction).toBe(true)
      if (!isHeld) throw new WorkbenchError('unavailable', 'Another process holds the database.')
    },
  })
  const { id, runIds } = addExperiment(store, {}, 1)
  expect(asked).toBe(1)
  isHeld = false
  const scores = { loss: 1, accuracy: 1 }
  const checkpoint = { step: 1, isFinal: true, initialLoss: 1, secondsTrained: 1, file: 'f', bytes: 1 }
  const writes = [
    () => addExperiment(store),
    () => store.experiments.rename(id, 'x'),
    () => store.experiments.annotate(id, 'x'),
    () => store.experiments.tag(id, ['x']),
    () => store.experiments.setChance(id, 0.5),
    () => store.experiments.trash([id], 1),
    () => store.experiments.restore([id]),
    () => store.experiments.purge([id]),
    () => store.runs.update(runIds[0]!, { reason: 'x' }),
    () => store.runs.setStatus(runIds[0]!, { status: 'running' }),
    () => store.runs.interruptRunning('x'),
    () => store.runs.putInOrder(runIds),
    () => store.runs.cutBack(runIds[0]!, 0),
    () => store.series.appendMetrics([rowsOf(runIds[0]!, 0, [1])]),
    () => store.series.truncateSeries(runIds[0]!, 0),
    () =>
      store.results.addEvaluation(runIds[0]!, {
        step: 1,
        epoch: 1,
        test: scores,
        train: null,
        validation: null,
      }),
    () =>
      store.results.saveResult(runIds[0]!, {
        running: scores,
        precise: null,
        batch: null,
        confusion: new Int32Array(1),
      }),
    () => store.checkpoints.add(runIds[0]!, checkpoint),
    () => store.checkpoints.remove(runIds[0]!, 'all'),
    () => store.settings.set('a', 1),
    () =>
      store.calibrations.save(
        { machine: 'm', backend: 'b', shapeKey: 's' },
        { secondsPerStep: 1, secondsPerEvaluation: 1, secondsOnce: 1 },
        1,
      ),
    () => store.transaction(() => 1),
  ]
  const state = () => store.connection.database.serialize()
  const before = state()
  for (const write of writes) expect(failure(write).message).toBe('Another process holds the database.')
  expect(asked).toBe(1 + writes.length)
  expect(state().equals(before)).toBe(true)
})

test('a transaction is all or nothing, also over several subjects', () => {
  const store = temporaryStore()
  const { id, runIds } = addExperiment(store, {}, 1)
  const both = () =>
    store.transaction(() => {
      store.series.appendMetrics([rowsOf(runIds[0]!, 0, [1])])
      store.experiments.rename(id, 'other')
      throw new Error('not this time')
    })
  expect(both).toThrow('not this time')
  expect(store.experiments.get(id).name).toBe('tiny')
  expect(store.series.readValues(runIds[0]!, 'loss')).toHaveLength(0)
})

test('a backup is a whole database of its own, while the host goes on writing', async () => {
  const store = temporaryStore()
  const { id } = addExperiment(store)
  const file = join(temporaryFolder(), 'copy.db')
  const copying = store.backup(file)
  store.experiments.rename(id, 'renamed meanwhile')
  expect(await copying).toBe(statSync(file).size)
  const copy = openStore(file)
  expect(copy.experiments.get(id).spec).toEqual(store.experiments.get(id).spec)
  copy.close()
})
