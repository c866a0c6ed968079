/** One cell of a confusion matrix: how many images of a class were taken for which. */
export type ConfusionCell = { actual: number; predicted: number; count: number; tint: string }

/**
 * The matrix row by row, each cell with its tint: what is right by its share of the class, what is wrong by its count
 * against the most frequent mistake, so that mistakes show beside many that are right.
 */
export function confusionRows(confusion: Int32Array): ConfusionCell[][] {
  const classes = Math.round(Math.sqrt(confusion.length))
  const countOf = (actual: number, predicted: number): number => confusion[actual * classes + predicted] ?? 0
  const indices = Array.from({ length: classes }, (_, index) => index)
  const mistakes = indices.flatMap((actual) =>
    indices.filter((predicted) => predicted !== actual).map((predicted) => countOf(actual, predicted)),
  )
  const most = Math.max(1, ...mistakes)
  return indices.map((actual) => {
    const total = Math.max(
      1,
      indices.reduce((sum, predicted) => sum + countOf(actual, predicted), 0),
    )
    return indices.map((predicted) => {
      const count = countOf(actual, predicted)
      const tint =
        actual === predicted ? tinted('primary', count / total, 30) : tinted('error', count / most, 45)
      return { actual, predicted, count, tint }
    })
  })
}

/** Pale enough for text on it, in light and in dark. */
function tinted(color: 'primary' | 'error', share: number, most: number): string {
  return share === 0
    ? 'transparent'
    : `color-mix(in oklab, var(--ui-${color}) ${4 + share * (most - 4)}%, transparent)`
}
