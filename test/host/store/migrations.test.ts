import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { schemaOf } from '../../../src/host/store/migrate.ts'
import { migrations } from '../../../src/host/store/migrations/list.ts'
import { openStore } from '../../../src/host/store/open-store.ts'
import { checkpoint, cost, environment, evaluation, losses, place, result } from './fixture-content.ts'
import { nobody } from './stored-experiments.ts'
import { temporaryFolder, temporaryStore } from './temporary-store.ts'

const earlier = migrations.slice(0, -1).map((_, index) => index + 1)

/** A copy of the stored database of a schema. */
function fixture(schema: number): string {
  const file = join(temporaryFolder(), 'workbench.db')
  const stored = new URL(`fixtures/schema-${schema}.db.gz`, import.meta.url)
  writeFileSync(file, gunzipSync(readFileSync(stored)))
  return file
}

function schemaText(database: Database.Database): unknown[] {
  return database.prepare(`SELECT type, name, sql FROM sqlite_schema ORDER BY type, name`).all()
}

test.each(earlier)('a database of schema %i keeps all it holds, and gets the newest schema', (schema) => {
  const store = openStore(fixture(schema))
  expect(store.schema).toBe(migrations.length)
  expect(schemaText(store.connection.database)).toEqual(schemaText(temporaryStore().connection.database))

  const query = {
    search: 'of old',
    trashed: false,
    sort: 'created',
    descending: true,
    offset: 0,
    limit: 9,
  } as const
  const [found] = store.experiments.list(query, nobody).experiments
  expect(found).toMatchObject({
    name: 'An experiment of old',
    notes: 'Noted.',
    tags: ['kept'],
    status: 'running',
  })
  const [done, running, queued] = store.runs.ofExperiment(found!.id)
  expect(done).toMatchObject({
    status: 'done',
    startedAt: 1000,
    endedAt: 2000,
    environment,
    finalTestAccuracy: 0.9,
  })
  expect([running?.stepsDone, queued?.status]).toEqual([700, 'queued'])
  expect(store.series.readValues(done!.id, 'loss')).toEqual(Float32Array.from(losses))
  expect(store.results.evaluations(done!.id)).toEqual([evaluation])
  expect(store.results.result(done!.id)).toEqual(result)
  expect(store.checkpoints.of(done!.id)).toEqual([checkpoint])
  expect(store.settings.get('host')).toEqual({ parallel: 2 })
  expect(store.results.predictions(done!.id)).toBeNull()
  expect(store.results.epochLosses(done!.id).length).toBeGreaterThan(0)
  expect(store.experiments.facets(false, nobody)).toEqual({
    statuses: [{ value: 'running', experiments: 1 }],
    normalizations: [
      { value: 'batch', experiments: 1 },
      { value: 'none', experiments: 1 },
    ],
    arms: [
      { value: 'batch', experiments: 1 },
      { value: 'none', experiments: 1 },
    ],
    datasets: [{ value: 'bars', experiments: 1 }],
    tags: [{ value: 'kept', experiments: 1 }],
  })
  store.runs.setStatus(running!.id, { status: 'stopped' })
  store.runs.setStatus(queued!.id, { status: 'stopped' })
  expect(store.experiments.facets(false, nobody).statuses).toEqual([{ value: 'stopped', experiments: 1 }])
  expect(store.calibrations.get(place)).toEqual({ cost, measuredAt: 3000 })
  store.series.appendMetrics([{ ...emptyRows(running!.id, 700) }])
  store.close()
})

function emptyRows(runId: string, firstStep: number) {
  const values = Float32Array.of(1)
  return { runId, firstStep, loss: values, accuracy: values, gradientNorm: values, seconds: values }
}

test.each(earlier)('before schema %i is migrated, a copy is put beside it, as it was', (schema) => {
  const file = fixture(schema)
  openStore(file).close()
  const [backup, ...others] = readdirSync(join(file, '..')).filter((name) => name.includes('.backup-'))
  expect(others).toEqual([])
  expect(backup).toMatch(new RegExp(`^workbench\\.db\\.backup-v${schema}-\\d{4}-`))
  const copy = new Database(join(file, '..', backup!), { readonly: true })
  expect(schemaOf(copy)).toBe(schema)
  expect(copy.prepare('SELECT count(*) FROM run').pluck().get()).toBe(3)
  copy.close()
})

test('a new database, and one of the newest schema, get no copy', () => {
  const file = join(temporaryFolder(), 'folder that is new', 'workbench.db')
  openStore(file).close()
  openStore(file).close()
  expect(readdirSync(join(file, '..'))).toEqual(['workbench.db'])
})

test('a migration that fails leaves the database as it was', () => {
  const file = fixture(1)
  const database = new Database(file)
  database.exec('CREATE TABLE experiment_search (in_the_way TEXT)')
  database.close()
  expect(() => openStore(file)).toThrow(/experiment_search already exists/)
  const after = new Database(file)
  expect(schemaOf(after)).toBe(1)
  expect(after.prepare('SELECT count(*) FROM experiment').pluck().get()).toBe(1)
  after.close()
  expect(existsSync(file)).toBe(true)
})
