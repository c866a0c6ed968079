import type { Metric } from './compared-run.ts'

/** Numbers and lists as the verdict writes them. */

/** “a”, “a and b”, “a, b and c”. */
export function inWords(items: readonly (string | number)[], conjunction: 'and' | 'or' = 'and'): string {
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} ${conjunction} ${items.at(-1)!}`
}

/** An arm’s name in a sentence, which it would otherwise run into: “with BN” has a higher accuracy. */
export function quoted(arm: string): string {
  return `“${arm}”`
}

/** A difference without its unit: accuracies in percentage points, losses in nats; with its sign. */
export function signed(metric: Metric, difference: number): string {
  const digits = amount(metric, difference)
  if (Number(digits) === 0) return digits
  return `${difference < 0 ? '−' : '+'}${digits}`
}

/** The size of a difference without sign and unit. */
export function amount(metric: Metric, difference: number): string {
  const size = Math.abs(difference)
  return metric === 'test accuracy' ? (100 * size).toFixed(2) : size.toFixed(4)
}

/** The unit of a difference. */
export function unitOf(metric: Metric): string {
  return metric === 'test accuracy' ? 'percentage points' : 'nats'
}

/** “p = 0.0213”, “p < 0.0001”. */
export function pValue(p: number): string {
  return p < 0.0001 ? 'p < 0.0001' : `p = ${Number(p.toPrecision(3))}`
}
