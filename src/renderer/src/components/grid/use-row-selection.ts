import type { Ref } from 'vue'
import type { RowSource } from './row-source.ts'

export type RowSelection = {
  /** Selects a row, or no longer; ranges begin here. */
  toggle: (index: number) => void
  /** Selects all from where the range began to this row, beside what was selected before it began. */
  extendTo: (index: number, from: number) => Promise<void>
  /** The next range begins where the keyboard is. */
  endRange: () => void
  selectAll: () => Promise<void>
  clear: () => void
}

/** Selection by id: it stays what it was while rows are sorted, paged and asked for again. */
export function useRowSelection<R extends { id: string }>(
  selected: Ref<ReadonlySet<string>>,
  source: () => RowSource<R>,
): RowSelection {
  let range: { anchor: number; before: ReadonlySet<string> } | null = null
  /** Of the last change here: ids that come late, after another one, are dropped. */
  let change = 0

  async function selectBetween(first: number, last: number, before: ReadonlySet<string>): Promise<void> {
    const [own, present] = [++change, selected.value]
    const ids = await source().idsBetween(first, last)
    if (own === change && selected.value === present) selected.value = new Set([...before, ...ids])
  }

  return {
    toggle(index) {
      const id = source().rowAt(index)?.id
      if (id === undefined) return
      change++
      const next = new Set(selected.value)
      if (!next.delete(id)) next.add(id)
      selected.value = next
      range = { anchor: index, before: next }
    },
    async extendTo(index, from) {
      range ??= { anchor: from, before: selected.value }
      const { anchor, before } = range
      await selectBetween(Math.min(anchor, index), Math.max(anchor, index), before)
    },
    endRange() {
      range = null
    },
    async selectAll() {
      range = null
      const total = source().total.value ?? 0
      if (total > 0) await selectBetween(0, total - 1, new Set())
    },
    clear() {
      range = null
      change++
      selected.value = new Set()
    },
  }
}

/** How much of a list is selected, which may have lost rows that are selected still: `seen` are the places on the screen. */
export function selectedPart<R extends { id: string }>(
  { total, rowAt }: RowSource<R>,
  selected: ReadonlySet<string>,
  seen: readonly number[],
): 'none' | 'some' | 'all' {
  if (selected.size === 0) return 'none'
  const isSeenOpen = seen.some((index) => !selected.has(rowAt(index)?.id ?? ''))
  return isSeenOpen || selected.size < (total.value ?? Infinity) ? 'some' : 'all'
}
