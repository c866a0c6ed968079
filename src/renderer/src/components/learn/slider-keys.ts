/** By how much an arrow key moves a value; values are rounded to it. */
export const STEP = 0.1

/** Where a slider's key takes a value, or null for a key that is not a slider's. */
export function keyedValue(key: string, value: number, low: number, high: number): number | null {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return value + STEP
    case 'ArrowLeft':
    case 'ArrowDown':
      return value - STEP
    case 'PageUp':
      return value + 10 * STEP
    case 'PageDown':
      return value - 10 * STEP
    case 'Home':
      return low
    case 'End':
      return high
    default:
      return null
  }
}
