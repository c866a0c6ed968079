import type { DropdownMenuItem } from '@nuxt/ui'

/** A choice of a menu that stays open for the next one: often several are chosen. */
export function checkItem(
  label: string,
  checked: boolean,
  onUpdateChecked: (isChecked: boolean) => void,
): DropdownMenuItem {
  return { type: 'checkbox', label, checked, onUpdateChecked, onSelect: (event) => event.preventDefault() }
}
