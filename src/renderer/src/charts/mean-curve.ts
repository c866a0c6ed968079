import type { CurvePoints, Window } from './columns.ts'

/**
 * The mean over runs at the middle of each column, over the columns that all of them have reached; smoothed, each is
 * the mean over so many columns on either side.
 */
export function meanCurve(
  means: readonly Float64Array[],
  { from, to, columns }: Window,
  halfWidth: number,
): CurvePoints {
  const width = (to - from) / columns
  const middle = smoothed(meanOfAll(means, columns), halfWidth)
  const points: number[] = []
  for (let column = 0; column < columns; column++) {
    const value = middle[column]!
    if (Number.isFinite(value)) points.push(from + (column + 0.5) * width, value)
  }
  return Float64Array.from(points)
}

/** NaN in the columns that not every run has a value in. */
function meanOfAll(means: readonly Float64Array[], columns: number): Float64Array {
  const result = new Float64Array(columns)
  for (const own of means) for (let column = 0; column < columns; column++) result[column]! += own[column]!
  return result.map((sum) => sum / means.length)
}

/** A moving mean over what is finite; columns without a value stay so. */
function smoothed(values: Float64Array, halfWidth: number): Float64Array {
  if (halfWidth < 1) return values
  return values.map((value, column) => {
    if (!Number.isFinite(value)) return value
    let [sum, count] = [0, 0]
    const end = Math.min(values.length - 1, column + halfWidth)
    for (let other = Math.max(0, column - halfWidth); other <= end; other++) {
      if (!Number.isFinite(values[other]!)) continue
      sum += values[other]!
      count++
    }
    return sum / count
  })
}

/** The y of a curve at the point nearest to x; null when it has none. */
export function valueAt(points: CurvePoints, x: number): number | null {
  let best = -1
  for (let index = 0; index < points.length; index += 2) {
    if (best < 0 || Math.abs(points[index]! - x) < Math.abs(points[best]! - x)) best = index
  }
  return best < 0 ? null : points[best + 1]!
}
