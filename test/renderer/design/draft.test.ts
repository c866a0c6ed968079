import { describe, expect, test } from 'vitest'
import { PRESETS } from '../../../src/domain/presets.ts'
import { parseSpec } from '../../../src/domain/parse-spec.ts'
import {
  blankSpec,
  draftOf,
  isDraft,
  readDraft,
  readWithErrors,
} from '../../../src/renderer/src/design/draft.ts'
import {
  isSame,
  moved,
  placesUpFrom,
  valueAt,
  withValueAt,
} from '../../../src/renderer/src/design/draft-path.ts'
import { presetOf } from '../../../src/renderer/src/design/preset-of.ts'
import { alignedOrigin, usualValues } from '../../../src/renderer/src/design/usual-values.ts'

const draft = draftOf(PRESETS[0]!.spec)

test('what a form begins with can be trained', () => {
  expect([blankSpec, ...PRESETS.map(({ spec }) => spec)].map((spec) => parseSpec(spec).ok)).not.toContain(
    false,
  )
})

test('a spec that only breaks rules between fields is a draft; one of another shape is not', () => {
  expect(readDraft({ ...blankSpec, seeds: [1, 1] })).toHaveProperty('draft.seeds', [1, 1])
  expect(readDraft({ ...blankSpec, seeds: 'all' })).toHaveProperty('problems.0.path', 'seeds')
})

describe('a design with wrong values', () => {
  test('is a draft with them as they are, and with what was left out', () => {
    const wrong = { ...blankSpec, seeds: [1, 'x'], optimizer: { type: 'sgd', momentum: 1.5 } }
    const read = readWithErrors(wrong)!
    expect(read).toEqual({
      ...draftOf(blankSpec),
      seeds: [1, 'x'],
      optimizer: { ...draftOf(blankSpec).optimizer, momentum: 1.5 },
    })
    expect(isDraft(read)).toBe(true)
  })

  test.each([
    ['a list is a text', { ...blankSpec, seeds: 'all' }],
    ['something is missing that has no usual value', { ...blankSpec, budget: { unit: 'epochs' } }],
    ['it is of another version', { ...blankSpec, spec: 2 }],
    ['it has an unknown key', { ...blankSpec, extra: 1 }],
  ])('is none where %s: no field would show it', (_, wrong) => {
    expect(readWithErrors(wrong)).toBeNull()
  })
})

test('a change makes a new draft and leaves what is beside it as it was', () => {
  const changed = withValueAt(draft, ['network', 'layers', 1, 'units'], 32)
  expect(valueAt(changed, ['network', 'layers', 1, 'units'])).toBe(32)
  expect(valueAt(draft, ['network', 'layers', 1, 'units'])).toBe(64)
  expect(changed.arms).toBe(draft.arms)
  expect(changed.network.layers[0]).toBe(draft.network.layers[0])
})

test('there is nothing at a path that leads nowhere, nor at one that leads to what all objects have', () => {
  expect(valueAt(draft, ['arms', 9, 'name'])).toBeUndefined()
  expect(valueAt(draft, ['constructor', 'name'])).toBeUndefined()
})

test('a place is held by its owners, the nearest first', () => {
  expect(placesUpFrom('arms[1].normalization.momentum')).toEqual([
    'arms[1].normalization.momentum',
    'arms[1].normalization',
    'arms[1]',
    'arms',
  ])
  expect(placesUpFrom('')).toEqual([])
})

test('the same is said whatever the order of the keys', () => {
  expect(isSame({ a: 1, b: [{ c: 2, d: null }] }, { b: [{ d: null, c: 2 }], a: 1 })).toBe(true)
  expect(isSame([1, 2], [2, 1])).toBe(false)
})

test('an entry is moved within its list, and nowhere else', () => {
  expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
  expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b'])
  expect(moved(['a', 'b', 'c'], 0, 3)).toEqual(['a', 'b', 'c'])
})

describe('a stored draft is taken back', () => {
  test.each([
    ['a text where a number belongs', ['optimizer', 'momentum'], 'abc'],
    ['a number out of range', ['optimizer', 'momentum'], 7],
    ['an empty list', ['seeds'], []],
    ['a text in a list of numbers', ['batchSizes'], [16, 'x']],
    ['an empty name', ['name'], ''],
  ])('with %s', (_, path, value) => {
    expect(isDraft(withValueAt(draft, path, value))).toBe(true)
  })

  test.each([
    ['a text for a list', ['arms'], 'none'],
    ['an unknown variant', ['optimizer'], { type: 'adagrad' }],
    ['a number for an object', ['data'], 3],
    ['null for a number', ['optimizer', 'momentum'], null],
    ['an object for a number', ['budget', 'amount'], {}],
    ['an unknown key', ['extra'], 1],
    ['a number for a name', ['name'], 5],
  ])('but not with %s', (_, path, value) => {
    expect(isDraft(withValueAt(draft, path, value))).toBe(false)
  })

  test.each([[null], ['text'], [[]], [{}]])('but not when it is %j', (value) => {
    expect(isDraft(value)).toBe(false)
  })
})

describe('usual values', () => {
  test('are those of the origin where both have the same kind of thing', () => {
    expect(usualValues(draft, draft)).toEqual(draft)
  })

  test('are found by an arm’s name wherever it was moved; kinds stay those of the origin', () => {
    const [first, second] = draft.arms
    const start = { from: 'trained' as const, arm: first!.name, batchSize: 64, epochs: 1 }
    const changed = {
      ...draft,
      arms: [{ ...second!, start }, first!, { ...second!, name: 'another', start }],
    }
    expect(usualValues(changed, draft).arms.map(({ name }) => name)).toEqual([
      'with BN',
      'without BN',
      'another',
    ])
    const kinds = alignedOrigin(changed, draft).arms.map((arm) => arm.start.from)
    expect(kinds).toEqual(['fresh', 'fresh', 'fresh'])
  })

  test('follow the kinds that the draft has', () => {
    const changed = {
      ...draft,
      optimizer: { ...draftOf({ ...blankSpec, optimizer: { type: 'adam' } }).optimizer, beta1: 0.5 },
      arms: [...draft.arms, { ...draft.arms[1]!, name: 'another' }],
    }
    const usual = usualValues(changed, draft)
    expect(usual.optimizer).toMatchObject({ type: 'adam', beta1: 0.9 })
    expect(usual.arms[2]).toMatchObject({ name: 'another', normalization: { type: 'batch', momentum: 0.1 } })
  })
})

describe('the preset of a draft', () => {
  const { id } = PRESETS[0]!
  const origin = { from: 'preset' as const, id }

  test('is the one that it began as, with other seeds, batch sizes, epochs and further arms too', () => {
    const more = {
      ...draft,
      ...{ name: 'mine', seeds: [7], batchSizes: [8, 16], budget: { unit: 'epochs' as const, amount: 1 } },
      arms: [...draft.arms, { ...draft.arms[1]!, name: 'another' }],
    }
    expect(presetOf(origin, draft)).toBe(id)
    expect(presetOf(origin, more)).toBe(id)
    expect(presetOf({ from: 'experiment', id: 'x', name: 'x', preset: id }, more)).toBe(id)
  })

  test.each([
    [['learningRates'], [0.1]],
    [['network', 'layers', 0, 'units'], 64],
    [['arms', 1, 'normalization', 'momentum'], 0.5],
    [['budget', 'unit'], 'steps'],
  ])('is none once %j is %j: its published numbers are of another experiment', (path, value) => {
    expect(presetOf(origin, withValueAt(draft, path, value))).toBeNull()
  })

  test('is none of a blank one, and none that is not known', () => {
    expect(presetOf({ from: 'blank' }, draft)).toBeNull()
    expect(presetOf({ from: 'preset', id: 'gone' }, draft)).toBeNull()
  })
})
