import type { Interval, SampleSummary } from './statistics.ts'

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

export function intervalText(interval: Interval | null, text: (value: number) => string): string {
  return interval === null ? '–' : `${text(interval.low)} … ${text(interval.high)}`
}

/** The mean of losses, in nats. */
export function lossText({ mean }: SampleSummary): string {
  return mean === null ? '–' : mean.toFixed(4)
}

/** The mean number of steps of those of `runs` runs that reached a target, and how many did where not all. */
export function stepsText({ mean, n }: SampleSummary, runs: number): string {
  if (mean === null) return 'not reached'
  return `${Math.round(mean).toLocaleString('en-US')}${n < runs ? ` (${n} of ${runs})` : ''}`
}

export function pText(p: number | null): string {
  if (p === null) return '–'
  return p < 0.0001 ? '< 0.0001' : p.toFixed(4)
}

/** An effect size with two decimals. */
export function effectText(effectSize: number | null): string {
  return effectSize === null ? '–' : effectSize.toFixed(2).replace('-', '−')
}
