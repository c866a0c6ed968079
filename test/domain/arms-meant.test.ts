import { expect, test } from 'vitest'
import { armsMeant, lastingName } from '../../src/domain/arms-meant.ts'

const arm = (name: string, label: string, digits: string) => ({ name, label, reference: `${name}~${digits}` })
const alone = [arm('none', 'none', 'aa'), arm('batch', 'batch', 'bb')]
const several = [
  arm('none', 'none (A)', 'aa'),
  arm('batch', 'batch', 'bb'),
  arm('none', 'none (B)', 'cc'),
  arm('none (B', 'none (B', 'dd'),
]
const labels = (arms: typeof alone, ...texts: string[]) => armsMeant(arms, texts).map(({ label }) => label)

test.each([
  ['a label', ['none (B)'], ['none (B)']],
  ['a reference', ['none~cc'], ['none (B)']],
  ['a name', ['none'], ['none (A)', 'none (B)']],
  ['several, in the order of the arms', ['none~cc', 'batch'], ['batch', 'none (B)']],
  ['a label of before a renaming', ['none (Old)'], ['none (A)', 'none (B)']],
  ['a former label of the longer of two names', ['none (B (C)'], ['none (B']],
  ['a reference whose arm has left, beside one that is here', ['none~ee', 'batch'], ['batch']],
  ['nothing but references whose arms have left', ['none~ee', 'batch~ee'], ['none (A)', 'batch', 'none (B)']],
  ['nothing that is known', ['group', 'group~aa', 'group (A)', '(', ')'], []],
])('%s', (_, texts, expected) => {
  expect(labels(several, ...texts)).toEqual(expected)
})

test('what is kept of an arm means it alone, also when others of its name have joined or left', () => {
  expect(alone.map(lastingName)).toEqual(['none', 'batch'])
  expect(several.map(lastingName)).toEqual(['none~aa', 'batch', 'none~cc', 'none (B'])
  for (const one of several) expect(labels(several, lastingName(one))).toEqual([one.label])
  expect(labels(alone, 'none~aa')).toEqual(['none'])
  expect(labels(alone, 'none (A)')).toEqual(['none'])
})
