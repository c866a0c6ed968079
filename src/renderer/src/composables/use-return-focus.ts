import { watch } from 'vue'

/**
 * For a dialog that no button on the page opened: where the focus was goes on having it, unless what was chosen in the
 * dialog has given it to something else.
 * @returns a listener for the dialog's `closeAutoFocus`
 */
export function useReturnFocus(isOpen: () => boolean): (event: Event) => void {
  let before: HTMLElement | null = null
  watch(isOpen, (open) => {
    if (open) before = document.activeElement instanceof HTMLElement ? document.activeElement : null
  })
  return (event) => {
    event.preventDefault()
    const active = document.activeElement
    const isNowhere = active === null || active === document.body || active.closest('[role=dialog]') !== null
    if (isNowhere && before?.isConnected) before.focus()
  }
}
