import { SEEDS } from './seeds-to-settle.ts'
import type { Interval } from './statistics.ts'

/* Which intervals of paired differences an axis is made for. */

/** Said where an interval is drawn to the edge alone. */
export const BEYOND_AXIS = 'Some intervals reach beyond the axis.'

/** The ends that an axis has to show: one of two pairs can be a thousand times as wide as all else that is drawn. */
export function axisEnds(interval: Interval | null, n: number): number[] {
  return interval === null || n < SEEDS.fewest ? [] : [interval.low, interval.high]
}

export function isBeyond({ low, high }: Interval, axis: { min: number; max: number }): boolean {
  return low < axis.min || high > axis.max
}
