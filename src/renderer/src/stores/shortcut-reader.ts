/** What of a key press a shortcut is told by. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'timeStamp' | 'target'>

/** Keys of a shortcut as they are written: `?`, `g e` (one after the other), `mod+k` (Ctrl, or Cmd on a Mac). */
export type Keys = string

/** The second key of two must come so soon. */
const CHORD_MS = 1200

/** Fields take letters for themselves, and what lies over the page has keys of its own. */
const TAKES_LETTERS =
  'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true], ' +
  '[role=dialog], [role=menu], [role=listbox], [role=combobox], [role=slider]'

/** Finds out which shortcut was pressed. */
export class ShortcutReader {
  #first: { key: string; at: number } | null = null

  /** @returns the shortcut of those known that this press completes, or null */
  read(press: KeyPress, known: readonly Keys[]): Keys | null {
    const first = this.#first
    this.#first = null
    const key = press.key.length === 1 ? press.key.toLowerCase() : press.key
    if (press.altKey) return null
    if (press.ctrlKey || press.metaKey) return among(known, `mod+${key}`)
    if (takesLetters(press.target)) return null
    if (first !== null && press.timeStamp - first.at <= CHORD_MS) {
      const both = among(known, `${first.key} ${key}`)
      if (both !== null) return both
    }
    if (known.some((keys) => keys.startsWith(`${key} `))) this.#first = { key, at: press.timeStamp }
    return among(known, key)
  }
}

function among(known: readonly Keys[], keys: Keys): Keys | null {
  return known.includes(keys) ? keys : null
}

function takesLetters(target: EventTarget | null): boolean {
  return target !== null && 'closest' in target && (target as Element).closest(TAKES_LETTERS) !== null
}
