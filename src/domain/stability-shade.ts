import type { Metric } from './compared-run.ts'

/** How opaque the worst and the best result of a stability map are: text stays readable on every shade between. */
export const SHADES = [0.05, 0.55] as const

/** Where a result stands from the worst of these, 0, to the best, 1; where all are equal, each is the best. */
export function shadeOf(mean: number, means: readonly number[], metric: Metric): number {
  const [least, most] = [Math.min(...means), Math.max(...means)]
  if (most === least) return 1
  const share = (mean - least) / (most - least)
  return metric === 'test accuracy' ? share : 1 - share
}
