import { isMac } from '../platform.ts'

/** What the key of shortcuts is called here. */
export const COMMAND_KEY = isMac ? '⌘' : 'Ctrl'
