import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ExperimentQuery } from '../../../src/contract/host.ts'
import type { Store } from '../../../src/host/store/open-store.ts'
import { addExperiment, dataset, nobody, spec } from './stored-experiments.ts'
import { temporaryStore } from './temporary-store.ts'

const everything: ExperimentQuery = {
  ...{ search: '', trashed: false, sort: 'created', descending: true, offset: 0, limit: 50 },
}

function names(store: Store, query: Partial<ExperimentQuery>): string[] {
  const { total, experiments } = store.experiments.list({ ...everything, limit: 1000, ...query }, nobody)
  expect(total).toBe(experiments.length)
  return experiments.map(({ name }) => name)
}

test('experiments are sorted by creation, name or runs, in pages, with the counts of their runs', () => {
  const store = temporaryStore()
  addExperiment(store, { name: 'b', createdAt: 1 }, 3)
  addExperiment(store, { name: 'C', createdAt: 3 }, 1)
  addExperiment(store, { name: 'a', createdAt: 2 }, 2)
  expect(names(store, {})).toEqual(['C', 'a', 'b'])
  expect(names(store, { sort: 'name', descending: false })).toEqual(['a', 'b', 'C'])
  expect(names(store, { sort: 'runs' })).toEqual(['b', 'a', 'C'])
  const page = store.experiments.list({ ...everything, offset: 1, limit: 1 }, nobody)
  expect(page).toMatchObject({
    total: 3,
    experiments: [{ name: 'a', status: 'queued', runs: { queued: 2 } }],
  })
})

test('search finds parts of words in name, notes and tags, and follows every change', () => {
  const store = temporaryStore()
  const { id } = addExperiment(store, { name: 'Momentum sweep' })
  addExperiment(store, { name: 'other', notes: 'about the mOMENt of truth' })
  addExperiment(store, { name: 'third', tags: ['Übung', 'moments'] })
  expect(names(store, { search: 'moment' })).toHaveLength(3)
  expect(names(store, { search: 'übu' })).toEqual(['third'])
  expect(names(store, { search: 'sweep moment' })).toEqual(['Momentum sweep'])
  expect(names(store, { search: 'sweep truth' })).toEqual([])
  store.experiments.rename(id, 'renamed')
  expect(names(store, { search: 'sweep' })).toEqual([])
  expect(names(store, { search: 'rename' })).toEqual(['renamed'])
  store.experiments.annotate(id, 'a sweep again')
  store.experiments.tag(id, ['tagged'])
  expect(names(store, { search: 'sweep tagg' })).toEqual(['renamed'])
  expect(names(store, { search: '#tagg' })).toEqual(['renamed'])
})

test('words of one or two characters are found in the name and the tags', () => {
  const store = temporaryStore()
  addExperiment(store, { name: 'BN at 16' })
  addExperiment(store, { name: 'plain', tags: ['bn'], notes: 'zz' })
  expect(names(store, { search: 'bn', sort: 'name' })).toEqual(['plain', 'BN at 16'])
  expect(names(store, { search: '16 bn' })).toEqual(['BN at 16'])
  expect(names(store, { search: 'bn plain' })).toEqual(['plain'])
  expect(names(store, { search: '#bn "', sort: 'name' })).toEqual(['plain', 'BN at 16'])
  expect(names(store, { search: 'zz' })).toEqual([])
  expect(names(store, { search: '%' })).toEqual([])
  expect(names(store, { search: '_' })).toEqual([])
})

test('quotes and operators of the search language are text', () => {
  const store = temporaryStore()
  const hard = [
    'say "hello" now',
    'a AND b OR NOT',
    'lr*0.1 (x)',
    "it's 100%",
    'name:value',
    '^start -minus',
    'NEAR(a b)',
  ]
  for (const name of hard) addExperiment(store, { name }, 1)
  for (const name of hard) expect(names(store, { search: name })).toEqual([name])
  expect(names(store, { search: '"""' })).toEqual([])
  expect(names(store, { search: 'no\0thing' })).toEqual([])
})

test('no text makes the search fail, and every text finds the experiment named by it', () => {
  const store = temporaryStore()
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }), (text) => {
      const { id } = addExperiment(store, { name: text.replaceAll('\0', '') }, 1)
      const found = store.experiments.list({ ...everything, search: text, limit: 1000 }, nobody)
      expect(found.experiments.map((experiment) => experiment.id)).toContain(id)
    }),
    { numRuns: 100 },
  )
})

test('filters keep what has one of their values, and several filters what has all', () => {
  const store = temporaryStore()
  const none = { ...spec, arms: spec.arms.slice(0, 1) }
  addExperiment(store, { name: 'a', createdAt: 10, tags: ['x', 'y'], spec: none }, 1)
  addExperiment(store, { name: 'b', createdAt: 20, tags: ['y'] }, 1)
  addExperiment(store, { name: 'c', createdAt: 30, dataset: { ...dataset, name: 'other' } }, 1)
  const found = (query: Partial<ExperimentQuery>) =>
    names(store, { ...query, sort: 'name', descending: false })
  expect(found({ normalizations: ['batch'] })).toEqual(['b', 'c'])
  expect(found({ normalizations: ['batch', 'none'] })).toEqual(['a', 'b', 'c'])
  expect(found({ arms: ['none'] })).toEqual(['a', 'b', 'c'])
  expect(found({ arms: ['batch', 'nothing'] })).toEqual(['b', 'c'])
  expect(found({ datasets: ['other', 'nothing'] })).toEqual(['c'])
  expect(found({ tags: ['x'] })).toEqual(['a'])
  expect(found({ tags: ['x', 'y'] })).toEqual(['a', 'b'])
  expect(found({ createdFrom: 20 })).toEqual(['b', 'c'])
  expect(found({ createdFrom: 20, createdTo: 20 })).toEqual(['b'])
  expect(found({ tags: ['y'], normalizations: ['batch'], createdTo: 25 })).toEqual(['b'])
  expect(found({ tags: ['y'], search: 'b' })).toEqual(['b'])
  expect(found({ tags: [], statuses: [], datasets: [], normalizations: [], arms: [] })).toEqual([
    'a',
    'b',
    'c',
  ])
  const [first] = store.experiments.list({ ...everything, search: 'a' }, nobody).experiments
  store.experiments.tag(first!.id, ['z'])
  expect([found({ tags: ['x'] }), found({ tags: ['z'] })]).toEqual([[], ['a']])
})

test('the facets count what there is, here or in the trash, the most frequent first', () => {
  const store = temporaryStore()
  const { id } = addExperiment(store, { tags: ['x', 'x', 'y'] }, 1)
  addExperiment(store, { tags: ['y'], spec: { ...spec, arms: spec.arms.slice(0, 1) } }, 1)
  const facets = (trashed = false) => store.experiments.facets(trashed, nobody)
  expect(facets()).toEqual({
    statuses: [{ value: 'paused', experiments: 2 }],
    normalizations: [
      { value: 'none', experiments: 2 },
      { value: 'batch', experiments: 1 },
    ],
    arms: [
      { value: 'none', experiments: 2 },
      { value: 'batch', experiments: 1 },
    ],
    datasets: [{ value: 'bars', experiments: 2 }],
    tags: [
      { value: 'y', experiments: 2 },
      { value: 'x', experiments: 1 },
    ],
  })
  store.experiments.trash([id], 5)
  expect(facets(true).tags.map(({ value }) => value)).toEqual(['x', 'y'])
  expect(facets().tags).toEqual([{ value: 'y', experiments: 1 }])
  store.experiments.purge([id])
  expect(facets(true)).toEqual({ statuses: [], normalizations: [], arms: [], datasets: [], tags: [] })
})

const begun = ['running', 'done', 'diverged', 'stopped', 'failed', 'interrupted'] as const

test('the list knows the status of an experiment as its summary says it, whatever became of its runs', () => {
  const store = temporaryStore()
  fc.assert(
    fc.property(fc.array(fc.constantFrom('queued', ...begun), { minLength: 1, maxLength: 4 }), (statuses) => {
      const { id, runIds } = addExperiment(store, {}, statuses.length)
      for (const [index, status] of statuses.entries()) {
        if (status === 'queued') continue
        store.runs.setStatus(runIds[index]!, { status: 'running' })
        if (status !== 'running') store.runs.setStatus(runIds[index]!, { status })
      }
      const { status } = store.experiments.get(id)
      const here = { isPaused: false, here: new Set([id]) }
      const found = store.experiments.list({ ...everything, statuses: [status] }, here)
      expect(found.experiments.map((experiment) => experiment.id)).toContain(id)
      const waits = !statuses.includes('running') && statuses.includes('queued')
      for (const waiting of [nobody, { ...here, isPaused: true }]) {
        const isPaused = store.experiments
          .list({ ...everything, statuses: ['paused'] }, waiting)
          .experiments.some((experiment) => experiment.id === id)
        expect(isPaused).toBe(waits)
      }
      store.experiments.trash([id], 1)
      store.experiments.purge([id])
    }),
    { numRuns: 60 },
  )
})

test('by status what still moves comes first; by data set names are in order', () => {
  const store = temporaryStore()
  const [done, running, waiting] = ['z', 'm', 'a'].map((name) =>
    addExperiment(store, { name, dataset: { ...dataset, name: `data ${name}` } }, 1),
  )
  for (const { runIds } of [done!, running!]) store.runs.setStatus(runIds[0]!, { status: 'running' })
  store.runs.setStatus(done!.runIds[0]!, { status: 'done' })
  expect(names(store, { sort: 'status', descending: false })).toEqual(['m', 'a', 'z'])
  expect(names(store, { sort: 'status' })).toEqual(['z', 'a', 'm'])
  expect(names(store, { sort: 'dataset', descending: false })).toEqual(['a', 'm', 'z'])
  store.experiments.trash([waiting!.id], 1)
  expect(names(store, { statuses: ['paused'] })).toEqual([])
})

test('exact names are found by the index, those in the trash last', () => {
  const store = temporaryStore()
  const [old, young, gone] = [1, 2, 3].map(
    (createdAt) => addExperiment(store, { name: 'Same', createdAt }, 1).id,
  )
  addExperiment(store, { name: 'same' }, 1)
  store.experiments.trash([gone!], 1)
  expect(store.experiments.idsNamed('Same', 10)).toEqual([young, old, gone])
  expect(store.experiments.idsNamed('Same', 2)).toEqual([young, old])
})

test('what is in the trash is listed apart', () => {
  const store = temporaryStore()
  const { id } = addExperiment(store, { name: 'gone' })
  addExperiment(store, { name: 'here' })
  store.experiments.trash([id], 77)
  expect(names(store, {})).toEqual(['here'])
  expect(names(store, { trashed: true })).toEqual(['gone'])
  expect(names(store, { search: 'gone' })).toEqual([])
  expect(names(store, { search: 'gone', trashed: true })).toEqual(['gone'])
})
