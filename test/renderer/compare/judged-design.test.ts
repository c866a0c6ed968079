import { expect, test } from 'vitest'
import { MOST_EXPERIMENTS } from '../../../src/contract/compare.ts'
import { judgedDesign, noRoom } from '../../../src/renderer/src/components/compare/judged-design.ts'
import { addEnded, ask } from '../../host/compare/made-runs.ts'
import { temporaryStore } from '../../host/store/temporary-store.ts'

test('seeds are added to the one design that is shown, beside those that its experiments have', () => {
  const store = temporaryStore()
  const first = addEnded(store, { name: 'first', batchSizes: [16, 64] }, () => 0.9).id
  const more = addEnded(store, { name: 'more', batchSizes: [16, 64], seeds: [4] }, () => 0.9).id
  const other = addEnded(store, { name: 'other', batchSizes: [32], seeds: [9] }, () => 0.9).id
  const ids = [first, more, other]

  expect(judgedDesign(ask(store, [first, more]))).toEqual({
    ...{ experimentIds: [first, more], runsPerSeed: 4, problem: null },
  })
  expect(judgedDesign(ask(store, ids)).problem).toMatch(/of 2 designs \(“first” and “more”; “other”\)/)
  expect(judgedDesign(ask(store, ids, { seeds: [1] }))).toEqual({
    ...{ experimentIds: [first, more], runsPerSeed: 4, problem: null },
  })
  expect(judgedDesign(ask(store, ids, { batchSizes: [32] }))).toEqual({
    ...{ experimentIds: [other], runsPerSeed: 2, problem: null },
  })
})

test('where a comparison is full, no experiment can join it', () => {
  const store = temporaryStore()
  const [experiment] = ask(store, [addEnded(store, {}, () => 0.9).id]).experiments
  const many = (count: number) => ({ experiments: Array.from({ length: count }, () => experiment!) })
  expect(noRoom(many(MOST_EXPERIMENTS - 1))).toBeNull()
  expect(noRoom(many(MOST_EXPERIMENTS))).toMatch(/at most 50 experiments/)
})
