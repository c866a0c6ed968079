import type { DropdownMenuItem } from '@nuxt/ui'
import { computed, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'

export type RowMenu<R> = {
  isOpen: Ref<boolean>
  /** What it opens at, on the page. */
  place: Readonly<ShallowRef<DOMRect>>
  items: ComputedRef<DropdownMenuItem[][]>
  /** At a row's button or, by right click, where the mouse is. */
  openAt: (row: R, event: MouseEvent) => void
}

/** The state of the one menu that a list has for its rows. */
export function useRowMenu<R>(itemsOf: (row: R) => DropdownMenuItem[][]): RowMenu<R> {
  const row = shallowRef<R | null>(null)
  const place = shallowRef(new DOMRect())
  const isOpen = shallowRef(false)
  return {
    ...{ isOpen, place },
    items: computed(() => (row.value === null ? [] : itemsOf(row.value))),
    openAt(of, event) {
      event.preventDefault()
      const { clientX, clientY, type, currentTarget } = event
      row.value = of
      place.value =
        type === 'click' && currentTarget instanceof HTMLButtonElement
          ? currentTarget.getBoundingClientRect()
          : new DOMRect(clientX, clientY)
      isOpen.value = true
    },
  }
}
