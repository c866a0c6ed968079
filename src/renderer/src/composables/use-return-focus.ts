import { watch } from 'vue'

/**
 * For a dialog that no button on the page opened: where the focus was goes on having it, unless what was chosen in the
 * dialog has given it to something else.
 * @returns a listener for the dialog's `closeAutoFocus`
 */
export function useReturnFocus(isOpen: () => boolean): (event: Event) => void {
  let before: HTMLElement | null = null
  watch(isOpen, (open) => {
    if (open) before = lastingPlace(document.activeElement)
  })
  return (event) => {
    event.preventDefault()
    const active = document.activeElement
    const isNowhere = active === null || active === document.body || active.closest('[role=dialog]') !== null
    if (isNowhere && before?.isConnected) before.focus()
  }
}

/** A menu is gone when the dialog that it opened is closed: its button stands for it. */
function lastingPlace(active: Element | null): HTMLElement | null {
  const button = active?.closest('[role=menu]')?.getAttribute('aria-labelledby')
  const place = button ? document.getElementById(button) : active
  return place instanceof HTMLElement ? place : null
}
