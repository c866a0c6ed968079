/**
 * As many beside each other as there is room for, and so that the last line is about as full as the others; one where
 * there are none.
 */
export function panelsAcross(count: number, width: number, leastWidth: number): number {
  if (count === 0) return 1
  const most = Math.max(1, Math.floor(width / leastWidth))
  return Math.max(1, Math.ceil(count / Math.ceil(count / most)))
}
