import type { Metric } from './compared-run.ts'
import { sampleOf, type SummaryCell } from './result-summary.ts'
import type { Interval, SampleSummary } from './statistics.ts'
import { signed } from './wording.ts'

/** Numbers as the cells of result tables show them; what is not known is a dash. */

/** A share as a percentage with two decimals, without its sign. */
export function percentText(share: number | null): string {
  return share === null ? '–' : (100 * share).toFixed(2).replace('-', '−')
}

/** A difference of shares in percentage points, with its sign. */
export function pointsText(difference: number | null): string {
  if (difference === null) return '–'
  const text = (100 * Math.abs(difference)).toFixed(2)
  return Number(text) === 0 ? text : `${difference < 0 ? '−' : '+'}${text}`
}

/** A final result without its unit: an accuracy in percent, a loss in nats. */
export function finalText(metric: Metric, value: number | null): string {
  if (metric === 'test accuracy') return percentText(value)
  return value === null ? '–' : value.toFixed(4)
}

/** A difference of final results without its unit, with its sign. */
export function differenceText(metric: Metric, difference: number | null): string {
  return difference === null ? '–' : signed(metric, difference)
}

/** “low … high”, each in the words of `text`; a dash where there is no interval. */
export function intervalText(interval: Interval | null, text: (value: number) => string): string {
  return interval === null ? '–' : `${text(interval.low)} … ${text(interval.high)}`
}

/** The mean of training losses in nats, and how many of a cell's runs have one where not as many as its N. */
export function lossText(
  { mean, n }: SampleSummary,
  cell: SummaryCell,
  metric: Metric = 'test accuracy',
): string {
  if (mean === null) return '–'
  return `${mean.toFixed(4)}${n === sampleOf(cell, metric).n ? '' : shareText(n, cell.runs)}`
}

/** The mean number of steps of a cell's runs that reached the target, and how many did where not all, or not its N. */
export function stepsText(cell: SummaryCell, metric: Metric = 'test accuracy'): string {
  const { stepsToTarget, runs } = cell
  const { mean, n } = stepsToTarget
  if (mean === null) return 'not reached'
  const isPlain = n === sampleOf(cell, metric).n && n === runs
  return `${Math.round(mean).toLocaleString('en-US')}${isPlain ? '' : shareText(n, runs)}`
}

function shareText(n: number, runs: number): string {
  return ` (${n} of ${runs})`
}

/** A p value for a table, four decimals; a dash where there was no test. */
export function pText(p: number | null): string {
  if (p === null) return '–'
  return p < 0.0001 ? '< 0.0001' : p.toFixed(4)
}

/** An effect size with two decimals. */
export function effectText(effectSize: number | null): string {
  return effectSize === null ? '–' : effectSize.toFixed(2).replace('-', '−')
}
