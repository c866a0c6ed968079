import type { DropdownMenuItem } from '@nuxt/ui'
import { computed, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'

/** What a menu opens at: an element, or a place on the page. */
export type Reference = Element | { getBoundingClientRect: () => DOMRect }

export type RowMenu<R> = {
  isOpen: Ref<boolean>
  reference: Readonly<ShallowRef<Reference | null>>
  items: ComputedRef<DropdownMenuItem[][]>
  /** At a row's button or, by right click, where the mouse is. */
  openAt: (row: R, event: MouseEvent) => void
}

/** The state of the one menu that a list has for its rows. */
export function useRowMenu<R>(itemsOf: (row: R) => DropdownMenuItem[][]): RowMenu<R> {
  const row = shallowRef<R | null>(null)
  const reference = shallowRef<Reference | null>(null)
  const isOpen = shallowRef(false)
  return {
    ...{ isOpen, reference },
    items: computed(() => (row.value === null ? [] : itemsOf(row.value))),
    openAt(of, event) {
      event.preventDefault()
      const { clientX, clientY, type } = event
      const button = event.currentTarget instanceof HTMLButtonElement ? event.currentTarget : null
      row.value = of
      reference.value =
        type === 'click' && button !== null
          ? button
          : { getBoundingClientRect: () => new DOMRect(clientX, clientY, 0, 0) }
      isOpen.value = true
    },
  }
}
