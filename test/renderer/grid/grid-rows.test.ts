import { expect, test } from 'vitest'
import { shallowRef } from 'vue'
import {
  columnTemplate,
  nextSort,
  shownColumns,
  type GridColumn,
} from '../../../src/renderer/src/components/grid/grid-column.ts'
import { PageCache } from '../../../src/renderer/src/components/grid/page-cache.ts'
import { sortedRows, useLocalRows } from '../../../src/renderer/src/components/grid/use-local-rows.ts'
import { selectedPart, useRowSelection } from '../../../src/renderer/src/components/grid/use-row-selection.ts'

type Row = { id: string; value: number | null }
const rowsOf = (...values: (number | null)[]): Row[] => values.map((value, id) => ({ id: `r${id}`, value }))
const byValue = (row: Row) => row.value

test('rows are sorted either way, equal ones keep their order, and what has no value comes last', () => {
  const rows = rowsOf(2, null, 1, 2)
  const idsBy = (descending: boolean) =>
    sortedRows(rows, { key: 'value', descending }, byValue).map(({ id }) => id)
  expect(idsBy(false)).toEqual(['r2', 'r0', 'r3', 'r1'])
  expect(idsBy(true)).toEqual(['r0', 'r3', 'r2', 'r1'])
  expect(sortedRows(rows, null, byValue)).toBe(rows)
})

test('the page cache finds rows by their place and forgets the pages used longest ago', () => {
  const cache = new PageCache<number>(10, 2)
  const page = (number: number) => Array.from({ length: 10 }, (_, index) => 10 * number + index)
  cache.put(0, page(0))
  cache.put(3, page(3))
  expect(cache.rowAt(7)).toBe(7)
  expect(cache.rowAt(34)).toBe(34)
  expect(cache.rowAt(15)).toBeUndefined()
  cache.use([0])
  cache.put(1, page(1))
  expect([cache.has(0), cache.has(1), cache.has(3)]).toEqual([true, true, false])
  expect(cache.pagesOf(5, 31)).toEqual([0, 1, 2, 3])
  expect(cache.pagesOf(0, 10)).toEqual([0])
})

test('selection is by id: sorting changes what is where, not what is selected', async () => {
  const sort = shallowRef({ key: 'value', descending: false })
  const source = useLocalRows(rowsOf(3, 1, 2, 5, 4), sort, byValue)
  const selected = shallowRef<ReadonlySet<string>>(new Set())
  const selection = useRowSelection(selected, () => source)
  selection.toggle(0)
  await selection.extendTo(2, 0)
  expect([...selected.value].sort()).toEqual(['r0', 'r1', 'r2'])
  await selection.extendTo(1, 0)
  expect([...selected.value].sort()).toEqual(['r1', 'r2'])
  sort.value = { key: 'value', descending: true }
  expect([...selected.value].sort()).toEqual(['r1', 'r2'])
  selection.endRange()
  await selection.extendTo(1, 0)
  expect([...selected.value].sort()).toEqual(['r1', 'r2', 'r3', 'r4'])
  await selection.selectAll()
  expect(selected.value.size).toBe(5)
  selection.clear()
  expect(selected.value.size).toBe(0)
})

/** Rows whose ids come only when a test answers. */
function slowSource() {
  const answers: ((ids: string[]) => void)[] = []
  const idsBetween = () => new Promise<string[]>((resolve) => answers.push(resolve))
  return { source: { ...useLocalRows(rowsOf(1, 2, 3), null, byValue), idsBetween }, answers }
}

test('ids that come after a later change are dropped', async () => {
  const { source, answers } = slowSource()
  const selected = shallowRef<ReadonlySet<string>>(new Set())
  const selection = useRowSelection(selected, () => source)
  const late = selection.selectAll()
  selection.toggle(1)
  answers[0]!(['r0', 'r1', 'r2'])
  await late
  expect([...selected.value]).toEqual(['r1'])
})

test('ids that come after another search has let go of the selection are dropped', async () => {
  const { source, answers } = slowSource()
  const selected = shallowRef<ReadonlySet<string>>(new Set())
  const late = useRowSelection(selected, () => source).selectAll()
  selected.value = new Set()
  answers[0]!(['r0', 'r1', 'r2'])
  await late
  expect(selected.value.size).toBe(0)
})

test('all is selected only if every row is, however many are selected that the list has lost', () => {
  const source = useLocalRows(rowsOf(1, 2), null, byValue)
  const part = (...ids: string[]) => selectedPart(source, new Set(ids), [0, 1])
  expect([part(), part('r0'), part('r0', 'r1')]).toEqual(['none', 'some', 'all'])
  expect(part('r0', 'gone')).toBe('some')
})

test('columns that are optional are shown when chosen, fixed ones always', () => {
  const columns: GridColumn[] = [
    { key: 'name', title: 'Name', width: 100, grow: 2, isFixed: true },
    { key: 'status', title: 'Status', width: 50 },
    { key: 'preset', title: 'Started from', width: 60, isOptional: true },
  ]
  const keys = (chosen: Record<string, boolean>) => shownColumns(columns, chosen).map(({ key }) => key)
  expect(keys({})).toEqual(['name', 'status'])
  expect(keys({ name: false, status: false, preset: true })).toEqual(['name', 'preset'])
  expect(columnTemplate(columns.slice(0, 2))).toEqual({
    template: '48px minmax(100px, 2fr) 50px',
    minWidth: 198,
  })
})

test('the same heading again turns the order round, another one begins ascending', () => {
  expect(nextSort(null, 'a')).toEqual({ key: 'a', descending: false })
  expect(nextSort({ key: 'a', descending: false }, 'a')).toEqual({ key: 'a', descending: true })
  expect(nextSort({ key: 'a', descending: true }, 'b')).toEqual({ key: 'b', descending: false })
})
