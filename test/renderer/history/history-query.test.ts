import { expect, test } from 'vitest'
import {
  ALL,
  dayOf,
  filtersOf,
  hostQuery,
  isFiltered,
  readHistoryQuery,
  writeHistoryQuery,
  type HistoryQuery,
} from '../../../src/renderer/src/components/history/history-query.ts'

const some: HistoryQuery = {
  ...{ search: 'two words', statuses: ['running', 'paused'], normalizations: ['batch'] },
  ...{ arms: ['with BN'], datasets: ['mnist'] },
  ...{ tags: ['a', 'b'], from: '2026-11-01', to: '2026-11-28', sort: 'name', descending: true },
}

test('what is shown can be read back from the address', () => {
  expect(readHistoryQuery(writeHistoryQuery(some) as never)).toEqual(some)
  expect(writeHistoryQuery(ALL)).toEqual({})
  expect(readHistoryQuery({})).toEqual(ALL)
  const oldest = { ...ALL, descending: false }
  expect(readHistoryQuery(writeHistoryQuery(oldest) as never)).toEqual(oldest)
})

test('of an address that somebody typed, what means nothing is left out', () => {
  const typed = { status: ['running', 'sleeping'], sort: 'colour', from: 'yesterday', tag: ['', null, 'x'] }
  expect(readHistoryQuery(typed)).toEqual({ ...ALL, statuses: ['running'], tags: ['x'] })
})

test('the host is asked for whole days of this calendar', () => {
  const { createdFrom, createdTo, ...rest } = hostQuery(some)
  expect(dayOf(createdFrom!)).toBe('2026-11-01')
  expect(dayOf(createdFrom! - 1)).toBe('2026-10-31')
  expect(dayOf(createdTo!)).toBe('2026-11-28')
  expect(dayOf(createdTo! + 1)).toBe('2026-11-29')
  expect(rest).toMatchObject({ search: 'two words', statuses: ['running', 'paused'], sort: 'name' })
  expect(hostQuery(ALL)).toEqual({ search: '', sort: 'created', descending: true })
})

test('an order is no filter', () => {
  expect(isFiltered({ ...ALL, sort: 'runs', descending: false })).toBe(false)
  expect(isFiltered({ ...ALL, tags: ['a'] })).toBe(true)
  expect(isFiltered({ ...ALL, search: 'a' })).toBe(true)
  expect(filtersOf({ ...ALL, sort: 'runs', tags: ['a'] })).toEqual(filtersOf({ ...ALL, tags: ['a'] }))
})
