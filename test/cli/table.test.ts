import { expect, test } from 'vitest'
import { tableLines, type Column } from '../../src/cli/table.ts'
import { bulletList, wrapText } from '../../src/cli/text.ts'
import { durationText } from '../../src/domain/duration-text.ts'

const columns: Column[] = [
  { title: 'Batch', align: 'right' },
  { title: 'Arm', align: 'left' },
  { title: 'Loss', align: 'right', isOptional: true },
]
const rows = [
  ['16', 'without', '0.1234'],
  ['256', 'with', '1.2'],
]

test('columns are as wide as their longest text and aligned', () => {
  expect(tableLines(columns, rows, 80)).toEqual([
    'Batch  Arm        Loss',
    '   16  without  0.1234',
    '  256  with        1.2',
  ])
})

test('an optional column is left out where the table would be too wide', () => {
  expect(tableLines(columns, rows, 20)).toEqual(['Batch  Arm', '   16  without', '  256  with'])
})

test('a table that is still too wide is cut, never broken', () => {
  expect(tableLines(columns, rows, 10)[1]).toBe('   16  wi…')
})

test('numbers are never cut off, and without a bound nothing is', () => {
  const wide: Column[] = [...columns.slice(0, 2), { title: 'Steps to 91 %', align: 'right' }]
  const cells = [['16', 'without normalization', '313 (2 of 5)']]
  expect(tableLines(wide, cells, 30)).toEqual([
    'Batch  Arm       Steps to 91 %',
    '   16  without…   313 (2 of 5)',
  ])
  expect(tableLines(wide, cells, 10)[1]).toBe('   16  wi…   313 (2 of 5)')
  expect(tableLines(wide, cells, Infinity)[1]).toBe('   16  without normalization   313 (2 of 5)')
})

test('text is broken at spaces and indented from its second line on', () => {
  expect(wrapText('one two three four', 9, 2)).toBe('one two\n  three\n  four')
  expect(bulletList(['one two three', 'four'], 10)).toBe('- one two\n  three\n- four')
})

test('a number stays with its sign and its unit', () => {
  expect(wrapText('at 95 % p < 0.01', 7)).toBe('at 95 %\np < 0.01')
})

test.each([
  [0.4, '0 s'],
  [59.6, '1 min 00 s'],
  [200, '3 min 20 s'],
  [3900, '1 h 05 min'],
])('%d seconds read as %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text)
})
