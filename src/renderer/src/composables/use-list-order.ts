import { nextTick, shallowRef, type ComputedRef } from 'vue'
import { moved } from '../design/draft-path.ts'

/** How the entries of a list are put in another order, by dragging and by keys. */
export type ListOrder = {
  /** The place of the entry that is being dragged, or null. */
  dragged: Readonly<{ value: number | null }>
  /** The place that it would be dropped at, or null. */
  target: Readonly<{ value: number | null }>
  drag: (from: number, event: DragEvent) => void
  over: (at: number, event: DragEvent) => void
  drop: (event: DragEvent) => void
  end: () => void
  /** Moves an entry, and the focus with it. */
  move: (from: number, to: number, handle: (at: number) => HTMLElement | null) => Promise<void>
}

export function useListOrder<Item>(
  list: ComputedRef<readonly Item[]>,
  reorder: (list: Item[]) => void,
): ListOrder {
  const dragged = shallowRef<number | null>(null)
  const target = shallowRef<number | null>(null)

  function end(): void {
    dragged.value = null
    target.value = null
  }

  return {
    ...{ dragged, target, end },
    drag(from, event) {
      dragged.value = from
      event.dataTransfer?.setData('text/plain', String(from))
      if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move'
    },
    over(at, event) {
      if (dragged.value === null) return
      event.preventDefault()
      target.value = at
    },
    drop(event) {
      event.preventDefault()
      const [from, to] = [dragged.value, target.value]
      end()
      if (from !== null && to !== null && from !== to) reorder(moved(list.value, from, to))
    },
    async move(from, to, handle) {
      if (to < 0 || to >= list.value.length) return
      reorder(moved(list.value, from, to))
      await nextTick()
      handle(to)?.focus()
    },
  }
}
