import { expect, test } from 'vitest'
import { HEADINGS, nextPlace, within } from '../../../src/renderer/src/components/grid/grid-place.ts'

const size = { rows: 100, columns: 5, pageRows: 10 }
const from =
  (row: number, column: number) =>
  (key: string, isControl = false) =>
    nextPlace({ row, column }, key, isControl, size)

test('arrows move by one and stop at the edges', () => {
  const middle = from(50, 2)
  expect(middle('ArrowUp')).toEqual({ row: 49, column: 2 })
  expect(middle('ArrowDown')).toEqual({ row: 51, column: 2 })
  expect(middle('ArrowLeft')).toEqual({ row: 50, column: 1 })
  expect(middle('ArrowRight')).toEqual({ row: 50, column: 3 })
  expect(from(99, 4)('ArrowDown')).toEqual({ row: 99, column: 4 })
  expect(from(99, 4)('ArrowRight')).toEqual({ row: 99, column: 4 })
  expect(from(0, 0)('ArrowUp')).toEqual({ row: HEADINGS, column: 0 })
  expect(from(HEADINGS, 0)('ArrowUp')).toEqual({ row: HEADINGS, column: 0 })
})

test('Home and End lead to the ends of the row, with Ctrl to the ends of the grid', () => {
  const middle = from(50, 2)
  expect(middle('Home')).toEqual({ row: 50, column: 0 })
  expect(middle('End')).toEqual({ row: 50, column: 4 })
  expect(middle('Home', true)).toEqual({ row: 0, column: 0 })
  expect(middle('End', true)).toEqual({ row: 99, column: 4 })
})

test('a page up ends at the first row, not among the headings; from there it leads to them', () => {
  expect(from(50, 2)('PageDown')).toEqual({ row: 60, column: 2 })
  expect(from(95, 2)('PageDown')).toEqual({ row: 99, column: 2 })
  expect(from(50, 2)('PageUp')).toEqual({ row: 40, column: 2 })
  expect(from(5, 2)('PageUp')).toEqual({ row: 0, column: 2 })
})

test('other keys lead nowhere', () => {
  for (const key of ['a', 'Enter', ' ', 'Tab', 'F2']) expect(from(1, 1)(key)).toBeNull()
})

test('a place in a list that became shorter is its nearest one', () => {
  expect(within({ row: 500, column: 9 }, size)).toEqual({ row: 99, column: 4 })
  expect(within({ row: 3, column: 1 }, { ...size, rows: 0 })).toEqual({ row: HEADINGS, column: 1 })
})
