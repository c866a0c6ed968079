import type { Metric } from './compared-run.ts'
import type { PairedDifference } from './paired.ts'
import { SEEDS } from './seeds-to-settle.ts'

/** What may be said of an arm against the baseline. “No difference shown” is not “no difference”. */
export type Decision = 'better' | 'worse' | 'no difference shown' | 'cannot know'

/** The chance that a family without any difference is told of one: what a p value after Holm is held against. */
const LEVEL = 0.05

/**
 * The rule: below 3 pairs nothing can be known. Then the paired t test decides, two-sided at 0.05 after Holm; what it
 * calls a difference, the interval of that difference alone excludes zero as well. Equal differences allow no test: if
 * all are zero no difference is shown, and if they equal another number it cannot be known.
 */
export function decide(difference: PairedDifference, adjustedP: number | null, metric: Metric): Decision {
  const { n, mean } = difference
  if (n < SEEDS.fewest || mean === null) return 'cannot know'
  if (adjustedP === null) return mean === 0 ? 'no difference shown' : 'cannot know'
  if (adjustedP > LEVEL) return 'no difference shown'
  return isGain(metric, mean) ? 'better' : 'worse'
}

/** Whether a difference in this direction is one for the better. */
function isGain(metric: Metric, difference: number): boolean {
  return metric === 'test accuracy' ? difference > 0 : difference < 0
}
