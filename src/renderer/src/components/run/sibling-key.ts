/** Whether a key means the run before or after this one: [ and ], where nobody is typing. */
export function siblingKey(event: KeyboardEvent): 'previous' | 'next' | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return null
  const isTyping =
    event.target instanceof Element &&
    event.target.closest('input, textarea, [contenteditable], [role="dialog"]')
  if (isTyping) return null
  if (event.key === '[') return 'previous'
  return event.key === ']' ? 'next' : null
}
