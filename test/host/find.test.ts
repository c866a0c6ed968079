import { expect, test } from 'vitest'
import { findExperiments } from '../../src/host/calls/find.ts'
import { addExperiment } from './store/stored-experiments.ts'
import { temporaryStore } from './store/temporary-store.ts'

test('a text that is one experiment’s name and the beginning of another’s id means both', () => {
  const store = temporaryStore()
  const one = addExperiment(store, {}, 1).id
  const named = addExperiment(store, { name: one.slice(0, 6) }, 1).id
  const exact = addExperiment(store, { name: one }, 1).id
  expect(findExperiments(store, one.slice(0, 6)).sort()).toEqual([one, named].sort())
  expect(findExperiments(store, one).sort()).toEqual([one, exact].sort())
  expect(findExperiments(store, one.slice(0, 5))).toEqual([one])
})
