export type Range = { min: number; max: number }

/** Times a power of ten: where a linear axis may end. */
const ENDS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]

/** The least round number at or above a positive one. */
function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  const factor = ENDS.find((end) => end * power >= value * (1 - 1e-9)) ?? 10
  return Number((factor * power).toPrecision(2))
}

/** The greatest of 1, 2 and 5 times a power of ten at or below a positive number. */
function niceBelow(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return [5, 2, 1].map((factor) => factor * power).find((nice) => nice <= value * (1 + 1e-9)) ?? power
}

/** A logarithmic axis shows at most so many times its least value. */
const MOST_DECADES = 1e4

/** Round ends of an axis for these values: they seldom change while values are added. Linear axes begin at zero. */
export function niceRange({ min, max }: Range, isLogarithmic: boolean): Range {
  if (!(max > 0)) return { min: isLogarithmic ? 0.1 : 0, max: 1 }
  const top = niceAbove(max)
  if (!isLogarithmic) return { min: 0, max: top }
  return { min: Math.min(niceBelow(Math.max(min, top / MOST_DECADES)), top / 10), max: top }
}

/** The least and the greatest finite y of points that are x and y in turn, within a part of the axis. */
export function rangeOf(points: Float64Array, from: number, to: number): Range {
  const range = { min: Infinity, max: -Infinity }
  for (let index = 0; index < points.length; index += 2) {
    const [x, y] = [points[index]!, points[index + 1]!]
    if (!Number.isFinite(y) || x < from || x > to) continue
    if (y < range.min) range.min = y
    if (y > range.max) range.max = y
  }
  return range
}

export function unionOf(ranges: readonly Range[]): Range {
  return {
    min: Math.min(...ranges.map(({ min }) => min)),
    max: Math.max(...ranges.map(({ max }) => max)),
  }
}
