import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ExperimentQuery } from '../../../src/contract/host.ts'
import type { Store } from '../../../src/host/store/open-store.ts'
import { addExperiment } from './stored-experiments.ts'
import { temporaryStore } from './temporary-store.ts'

const everything: ExperimentQuery = {
  ...{ search: '', trashed: false, sort: 'created', descending: true, offset: 0, limit: 50 },
}

function names(store: Store, query: Partial<ExperimentQuery>): string[] {
  const { total, experiments } = store.experiments.list({ ...everything, limit: 1000, ...query })
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
  const page = store.experiments.list({ ...everything, offset: 1, limit: 1 })
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
})

test('words of one or two characters are found in the name and the tags', () => {
  const store = temporaryStore()
  addExperiment(store, { name: 'BN at 16' })
  addExperiment(store, { name: 'plain', tags: ['bn'], notes: 'zz' })
  expect(names(store, { search: 'bn', sort: 'name' })).toEqual(['plain', 'BN at 16'])
  expect(names(store, { search: '16 bn' })).toEqual(['BN at 16'])
  expect(names(store, { search: 'bn plain' })).toEqual(['plain'])
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
      const found = store.experiments.list({ ...everything, search: text, limit: 1000 })
      expect(found.experiments.map((experiment) => experiment.id)).toContain(id)
    }),
    { numRuns: 100 },
  )
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
