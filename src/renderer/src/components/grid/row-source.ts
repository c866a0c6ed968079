import type { Ref } from 'vue'

/** Where a data grid has its rows from: an array (`useLocalRows`) or pages of the host (`useHostRows`). */
export type RowSource<R extends { id: string }> = {
  /** How many rows there are in all; null before the first answer. */
  total: Readonly<Ref<number | null>>
  /** Why rows could not be had, as a sentence. */
  problem: Readonly<Ref<string | null>>
  /** The row at a place of the present order; undefined while it is on its way. */
  rowAt: (index: number) => R | undefined
  /** Says which rows are seen, the last one not included. */
  show: (from: number, to: number) => void
  /** The ids of the rows between two places, both included; it may have to ask for them. */
  idsBetween: (first: number, last: number) => Promise<string[]>
  refresh: () => void
}
