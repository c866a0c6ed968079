import type { Keys } from './shortcut-reader.ts'

/** Something that the user can have done from the palette, by a shortcut or from the desktop's menu. */
export type Command = {
  /** Also the name that the desktop's menu has for it. */
  id: string
  label: string
  icon: string
  group: CommandGroup
  /** Ways to press it, the usual one first. */
  keys?: readonly Keys[]
  /** Where it is left out: always. What cannot be done now is not offered. */
  isPossible?: () => boolean
  run: () => void
}

export const COMMAND_GROUPS = ['Go to', 'Start', 'Do'] as const
export type CommandGroup = (typeof COMMAND_GROUPS)[number]

/** The keys of a shortcut, one after the other, as they stand on a keyboard of this platform. */
export function keyCaps(keys: Keys, isMac: boolean): string[] {
  return keys
    .replace('mod', isMac ? '⌘' : 'Ctrl')
    .split(/[ +]/)
    .map((key) => (key.length === 1 ? key.toUpperCase() : key))
}
