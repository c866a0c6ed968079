import { expect, test } from 'vitest'
import { keyCaps } from '../../../src/renderer/src/stores/command.ts'
import { ShortcutReader, type KeyPress } from '../../../src/renderer/src/stores/shortcut-reader.ts'

const known = ['mod+k', '?', 'n', 'g e', 'g n', '/']

/** Presses keys one after the other, some milliseconds apart. */
function pressed(keys: readonly Partial<KeyPress>[], apart = 100): (string | null)[] {
  const reader = new ShortcutReader()
  return keys.map((press, index) =>
    reader.read(
      {
        ...{ key: '', ctrlKey: false, metaKey: false, altKey: false, target: null },
        ...{ timeStamp: index * apart },
        ...press,
      },
      known,
    ),
  )
}

/** An element of which only the place in the page matters. */
const within = (isField: boolean) => ({ closest: () => (isField ? {} : null) }) as unknown as EventTarget

test('one key, two keys, and a key with Ctrl or Cmd', () => {
  expect(pressed([{ key: '?' }, { key: 'n' }, { key: '/' }])).toEqual(['?', 'n', '/'])
  expect(pressed([{ key: 'g' }, { key: 'e' }])).toEqual([null, 'g e'])
  expect(pressed([{ key: 'g' }, { key: 'n' }, { key: 'n' }])).toEqual([null, 'g n', 'n'])
  expect(
    pressed([
      { key: 'k', ctrlKey: true },
      { key: 'K', metaKey: true },
    ]),
  ).toEqual(['mod+k', 'mod+k'])
})

test('the second key counts only soon after the first, and nothing between them', () => {
  expect(pressed([{ key: 'g' }, { key: 'e' }], 2000)).toEqual([null, null])
  expect(pressed([{ key: 'g' }, { key: 'x' }, { key: 'e' }])).toEqual([null, null, null])
})

test('no letter counts in a field or a dialog; Ctrl-K does', () => {
  const target = within(true)
  expect(
    pressed([
      { key: 'n', target },
      { key: '?', target },
    ]),
  ).toEqual([null, null])
  expect(pressed([{ key: 'g', target }, { key: 'e' }])).toEqual([null, null])
  expect(pressed([{ key: 'k', ctrlKey: true, target }])).toEqual(['mod+k'])
  expect(pressed([{ key: 'n', target: within(false) }])).toEqual(['n'])
})

test('letters with Ctrl or Alt are other keys', () => {
  expect(
    pressed([
      { key: 'n', ctrlKey: true },
      { key: 'n', altKey: true },
    ]),
  ).toEqual([null, null])
})

test('keys are shown as they stand on the keyboard', () => {
  expect(keyCaps('mod+k', false)).toEqual(['Ctrl', 'K'])
  expect(keyCaps('mod+k', true)).toEqual(['⌘', 'K'])
  expect(keyCaps('g e', false)).toEqual(['G', 'E'])
})
