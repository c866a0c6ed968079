import type { Metric } from './compared-run.ts'
import type { PairedDifference } from './paired.ts'
import { SEEDS } from './seeds-to-settle.ts'
import type { Interval } from './statistics.ts'

/** What may be said of an arm against the baseline. “No difference shown” is not “no difference”. */
export type Decision = 'better' | 'worse' | 'no difference shown' | 'cannot know'

export const LEVEL = 0.05

/**
 * The rule: below 3 pairs nothing can be known. Then the paired t test decides at 0.05 after Holm, and the
 * simultaneous interval must exclude zero too. Equal differences allow no test: if all are zero no difference is
 * shown, and if they equal another number it cannot be known.
 */
export function decide(difference: PairedDifference, adjustedP: number | null, metric: Metric): Decision {
  const { n, mean, simultaneousInterval } = difference
  if (n < SEEDS.fewest || mean === null) return 'cannot know'
  if (simultaneousInterval === null || adjustedP === null)
    return mean === 0 ? 'no difference shown' : 'cannot know'
  if (adjustedP > LEVEL || !excludesZero(simultaneousInterval)) return 'no difference shown'
  return isGain(metric, mean) ? 'better' : 'worse'
}

function excludesZero({ low, high }: Interval): boolean {
  return low > 0 || high < 0
}

/** Whether a difference in this direction is one for the better. */
function isGain(metric: Metric, difference: number): boolean {
  return metric === 'test accuracy' ? difference > 0 : difference < 0
}
