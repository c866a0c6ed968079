import { axisEnds, isBeyond } from '../../../domain/axis-interval.ts'
import type { Interval, SampleSummary } from '../../../domain/statistics.ts'
import type { PlacedPoint, PointGroup, RunDot } from './points-option.ts'
import { niceRange, readableSpan, type Range, type Span } from './nice-range.ts'

/** A mean with its interval as a point of a chart; undefined where there is no mean. */
export function pointOf(
  { mean, interval, n }: SampleSummary,
  {
    place,
    of,
    dots,
    name,
    text,
  }: {
    place: number
    of: number
    dots: readonly RunDot[]
    name: string
    text: (value: number) => string
  },
): PlacedPoint | undefined {
  if (mean === null) return undefined
  const range = interval === null ? '' : `\n95 % interval ${text(interval.low)} to ${text(interval.high)}`
  return {
    ...{ place, mean, n, of, low: interval?.low ?? null, high: interval?.high ?? null },
    dots: dots.map((dot) => ({ ...dot, words: `${name}, seed ${dot.seed}\n${text(dot.value)}` })),
    words: `${name}\n${text(mean)}${range}\nN = ${n}`,
  }
}

/** The vertical axis that charts of these groups share, whose values are written so. */
export function pointsSpan(
  groups: readonly PointGroup[],
  { text, limits = {}, isLogarithmic = false, hasZero = false, ofPairs = false }: SpanWish,
): Span {
  const values = groups.flatMap(({ points }) =>
    points.flatMap(({ mean, low, high, n, dots }) => [
      mean,
      ...(ofPairs ? axisEnds(intervalOf({ low, high }), n) : [low ?? mean, high ?? mean]),
      ...dots.map(({ value }) => value),
    ]),
  )
  const drawn = values.filter((value) => Number.isFinite(value) && (!isLogarithmic || value > 0))
  const all = hasZero ? [0, ...drawn] : drawn
  const range = { min: Math.min(...all), max: Math.max(...all) }
  if (!isLogarithmic) return readableSpan(range, limits, text)
  return { ...niceRange(range, true), step: 1 }
}

/** Whether an interval of these groups is drawn to the edge alone. */
export function reachBeyond(groups: readonly PointGroup[], axis: Range): boolean {
  return groups.some(({ points }) =>
    points.some((point) => {
      const interval = intervalOf(point)
      return interval !== null && isBeyond(interval, axis)
    }),
  )
}

function intervalOf({ low, high }: Pick<PlacedPoint, 'low' | 'high'>): Interval | null {
  return low === null || high === null ? null : { low, high }
}

type SpanWish = {
  text: (value: number) => string
  limits?: Partial<Range>
  isLogarithmic?: boolean
  hasZero?: boolean
  /** Whether `n` counts pairs: then intervals over few of them reach beyond the axis. */
  ofPairs?: boolean
}
