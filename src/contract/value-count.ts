/** Whether a value holds at most so many values, itself and all in it counted; one in a circle holds too many. */
export function holdsAtMost(value: unknown, most: number): boolean {
  const waiting: unknown[] = [value]
  for (let count = 1; waiting.length > 0; count++) {
    const held = waiting.pop()
    // A typed array has no place in what is read from JSON: it is one value, whatever its length.
    const inner =
      typeof held === 'object' && held !== null && !ArrayBuffer.isView(held) ? Object.values(held) : []
    if (count + waiting.length + inner.length > most) return false
    for (const one of inner) waiting.push(one)
  }
  return true
}
