import { beforeEach, describe, expect, test } from 'vitest'
import { PRESETS } from '../../../src/domain/presets.ts'
import { draftOf } from '../../../src/renderer/src/design/draft.ts'
import {
  forgetWork,
  keepWork,
  keptWork,
  workOfOtherTab,
  type Work,
} from '../../../src/renderer/src/design/draft-storage.ts'

const draft = draftOf(PRESETS[0]!.spec)
const work: Work = {
  origin: { from: 'preset', id: PRESETS[0]!.id },
  baseline: draft,
  draft: { ...draft, batchSizes: [16, 'x'], name: 'γ' },
  backend: 'wasm',
}
const stored = new Map<string, string>()
const storage = {
  getItem: (key: string) => stored.get(key) ?? null,
  setItem: (key: string, text: string) => void stored.set(key, text),
  removeItem: (key: string) => void stored.delete(key),
}
const refusing = {
  getItem: () => null,
  setItem: () => {
    throw new Error('full')
  },
  removeItem: () => {
    throw new Error('refused')
  },
}

beforeEach(() => stored.clear())

test('a draft is kept with its errors, and forgotten when it has become an experiment', () => {
  expect(keptWork(storage)).toBeNull()
  expect(keepWork(storage, work)).toBe(true)
  expect(keptWork(storage)).toEqual(work)
  forgetWork(storage)
  expect(keptWork(storage)).toBeNull()
})

test('where nothing can be stored, that is said and nothing breaks', () => {
  expect(keepWork(refusing, work)).toBe(false)
  forgetWork(refusing)
})

describe('what was kept is unreadable', () => {
  test.each([
    ['cut off', '{"version":1,"draft"'],
    ['of another version', JSON.stringify({ ...work, version: 2 })],
    ['of another shape', JSON.stringify({ ...work, version: 1, draft: { ...draft, arms: 'none' } })],
    ['not an object', 'null'],
    ['without an origin', JSON.stringify({ version: 1, ...work, origin: { from: 'nowhere' } })],
  ])('when it is %s', (_, text) => {
    keepWork(storage, work)
    stored.set([...stored.keys()][0]!, text)
    expect(keptWork(storage)).toBe('unreadable')
  })
})

test('another tab’s draft is read where it is one, or is forgotten; what it keeps of other things says nothing', () => {
  keepWork(storage, work)
  const [[key, newValue]] = [...stored] as [[string, string]]
  expect(workOfOtherTab({ key, newValue })).toEqual(work)
  expect(workOfOtherTab({ key, newValue: null })).toBe('forgotten')
  expect(workOfOtherTab({ key, newValue: '{"version":2}' })).toBeNull()
  expect(workOfOtherTab({ key: 'columns:experiments', newValue })).toBeNull()
  expect(workOfOtherTab({ key: 'columns:experiments', newValue: null })).toBeNull()
})
