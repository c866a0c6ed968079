/** What the key of shortcuts is called here. */
export const COMMAND_KEY = navigator.userAgent.includes('Mac') ? '⌘' : 'Ctrl'
