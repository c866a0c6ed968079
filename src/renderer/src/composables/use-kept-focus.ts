import { nextTick, onBeforeUnmount, onBeforeUpdate, onUpdated, type ShallowRef } from 'vue'

const CONTROLS = 'a[href], button, input, select, textarea'

/**
 * For a group of controls that may go when they are used: the focus, which would fall to the page, goes to what has
 * taken the place of its control, or to the nearest before it; to the view's heading when all of the group has gone.
 */
export function useKeptFocus(group: Readonly<ShallowRef<HTMLElement | null>>): void {
  let place = -1

  const controls = (): HTMLElement[] => [...(group.value?.querySelectorAll<HTMLElement>(CONTROLS) ?? [])]
  const look = (): void => void (place = controls().findIndex((one) => one === document.activeElement))

  onBeforeUpdate(look)
  onUpdated(() => {
    if (place < 0 || !isNowhere()) return
    const left = controls()
    const nearest = [...left.slice(place), ...left.slice(0, place).reverse()]
    nearest.find((one) => !one.matches(':disabled'))?.focus()
  })
  onBeforeUnmount(() => {
    look()
    if (place >= 0) void nextTick(focusHeading)
  })
}

function isNowhere(): boolean {
  const { activeElement } = document
  return activeElement === null || activeElement === document.body
}

function focusHeading(): void {
  const heading = document.querySelector<HTMLElement>('main h1')
  if (!isNowhere() || heading === null) return
  heading.setAttribute('tabindex', '-1')
  heading.focus({ preventScroll: true })
}
