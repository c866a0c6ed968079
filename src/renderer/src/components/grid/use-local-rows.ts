import { computed, shallowRef, toValue, type MaybeRefOrGetter } from 'vue'
import type { GridSort } from './grid-column.ts'
import type { RowSource } from './row-source.ts'

type Value = string | number | null
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Rows that are all here, sorted here. `valueOf` says what a column sorts by; null always comes last. */
export function useLocalRows<R extends { id: string }>(
  rows: MaybeRefOrGetter<readonly R[] | null>,
  sort: MaybeRefOrGetter<GridSort | null>,
  valueOf: (row: R, key: string) => Value,
): RowSource<R> {
  const sorted = computed(() => sortedRows(toValue(rows) ?? [], toValue(sort), valueOf))
  return {
    total: computed(() => (toValue(rows) === null ? null : sorted.value.length)),
    problem: shallowRef(null),
    rowAt: (index) => sorted.value[index],
    show: () => undefined,
    idsBetween: (first, last) => Promise.resolve(sorted.value.slice(first, last + 1).map(({ id }) => id)),
    refresh: () => undefined,
  }
}

/** Rows of equal value keep their order. */
export function sortedRows<R>(
  rows: readonly R[],
  sort: GridSort | null,
  valueOf: (row: R, key: string) => Value,
): readonly R[] {
  if (sort === null) return rows
  const sign = sort.descending ? -1 : 1
  const keyed = rows.map((row) => ({ row, value: valueOf(row, sort.key) }))
  keyed.sort((a, b) => {
    if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null)
    return sign * compared(a.value, b.value)
  })
  return keyed.map(({ row }) => row)
}

function compared(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b))
}
