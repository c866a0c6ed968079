import { expect, test } from 'vitest'
import { addExperiment, newExperiment, nobody, plannedRuns, rowsOf, spec } from './stored-experiments.ts'
import { temporaryStore } from './temporary-store.ts'

const everything = {
  search: '',
  trashed: false,
  sort: 'created',
  descending: true,
  offset: 0,
  limit: 50,
} as const

test('an experiment is read back as it was stored, with the counts of its runs', () => {
  const store = temporaryStore()
  const { id, runIds } = addExperiment(store, {
    tags: ['first', 'a "quoted" tag'],
    notes: 'Why.',
    preset: 'assignment',
  })
  const { experiment, ...rest } = { experiment: store.experiments.get(id), runIds }
  expect(rest.runIds).toHaveLength(12)
  expect(experiment).toMatchObject({
    ...{ id, name: 'tiny', status: 'queued', notes: 'Why.', tags: ['first', 'a "quoted" tag'], share: 0 },
    ...{ preset: 'assignment', dataset: 'bars', looks: 1, createdAt: 1_700_000_000_000, trashedAt: null },
    ...{ backend: 'auto', chance: 0.25, fairnessNotes: ['Five epochs are fewer steps.'] },
    runs: { queued: 12, running: 0, done: 0, diverged: 0, stopped: 0, failed: 0, interrupted: 0 },
  })
  expect(experiment.spec).toEqual(spec)
})

test('runs are read back as they were planned, in order', () => {
  const store = temporaryStore()
  const { id } = addExperiment(store)
  expect(store.runs.ofExperiment(id).map(({ planned }) => planned)).toEqual(plannedRuns())
})

test('an experiment is stored with all its runs or not at all', () => {
  const store = temporaryStore()
  const [planned] = plannedRuns()
  const bad = { planned: { ...planned!, seed: Symbol('no number') as unknown as number } }
  expect(() => store.experiments.insert(newExperiment(), [{ planned: planned! }, bad])).toThrow()
  expect(store.experiments.list(everything, nobody).total).toBe(0)
  expect(store.runs.queued()).toEqual([])
})

test('the status of an experiment follows from those of its runs', () => {
  const store = temporaryStore()
  const { id, runIds } = addExperiment(store, {}, 2)
  const [first, second] = runIds as [string, string]
  const status = () => store.experiments.get(id).status
  store.runs.setStatus(first, { status: 'running' })
  expect(status()).toBe('running')
  store.runs.setStatus(first, { status: 'done' })
  expect(status()).toBe('running')
  store.runs.setStatus(second, { status: 'running' })
  store.runs.setStatus(second, { status: 'interrupted', reason: 'The host was lost.' })
  expect(status()).toBe('incomplete')
  store.runs.setStatus(second, { status: 'queued' })
  store.runs.setStatus(second, { status: 'stopped' })
  expect(status()).toBe('stopped')
  store.runs.setStatus(second, { status: 'queued' })
  store.runs.setStatus(second, { status: 'running' })
  store.runs.setStatus(second, { status: 'diverged' })
  expect(status()).toBe('finished')
  expect(store.experiments.get(id).share).toBe(1)
})

test('the share counts steps, and a run that diverged has none left', () => {
  const store = temporaryStore()
  const { id, runIds } = addExperiment(store, {}, 1)
  store.series.appendMetrics([
    rowsOf(
      runIds[0]!,
      0,
      Array.from({ length: 20 }, () => 1),
    ),
  ])
  const { totalSteps } = store.runs.get(runIds[0]!)
  expect(store.experiments.get(id).share).toBe(20 / totalSteps)
})

test('names, notes and tags change, and what is not there says so', () => {
  const store = temporaryStore()
  const { id } = addExperiment(store)
  store.experiments.rename(id, 'new')
  store.experiments.annotate(id, 'noted')
  store.experiments.tag(id, ['a', 'b'])
  expect(store.experiments.get(id)).toMatchObject({ name: 'new', notes: 'noted', tags: ['a', 'b'] })
  expect(() => store.experiments.rename('nobody', 'x')).toThrow(/no experiment nobody/)
})

test('an imported record is found again by its digest, and cannot be stored twice', () => {
  const store = temporaryStore()
  const { id } = addExperiment(store, { importedDigest: 'abc' })
  expect(store.experiments.importedFrom('abc')).toBe(id)
  expect(store.experiments.importedFrom('other')).toBeNull()
  expect(() => addExperiment(store, { importedDigest: 'abc' })).toThrow()
  expect(store.experiments.list(everything, nobody).total).toBe(1)
})

test('a run that comes with a past keeps it', () => {
  const store = temporaryStore()
  const [planned] = plannedRuns()
  const state = {
    status: 'diverged',
    startedAt: 5,
    endedAt: 9,
    attempt: 2,
    finalTestAccuracy: 0.1,
    finalTestLoss: NaN,
  } as const
  const { runIds } = store.experiments.insert(newExperiment(), [{ planned: planned!, state }])
  expect(store.runs.get(runIds[0]!)).toMatchObject({ ...state, outcome: 'diverged' })
  expect(store.runs.queued()).toEqual([])
})
