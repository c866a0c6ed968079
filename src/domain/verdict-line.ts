import type { Cell } from './compared-run.ts'
import type { Comparison } from './comparison.ts'
import type { Decision } from './decision.ts'
import { SEEDS } from './seeds-to-settle.ts'
import type { Interval } from './statistics.ts'
import { countText } from './number-text.ts'
import { amount, pValue, quoted, signed, unitOf } from './wording.ts'

/** What is known of one arm against the baseline in one cell. Differences are arm − baseline, in the metric's unit. */
export type VerdictLine = Cell & {
  arm: string
  /** In words. */
  text: string
  decision: Decision
  /** Number of pairs. */
  n: number
  /** Mean difference, its deviation and its interval, alone and together with the family (Bonferroni). */
  difference: number | null
  deviation: number | null
  interval: Interval | null
  simultaneousInterval: Interval | null
  /** Paired t test, alone and adjusted over the family (Holm). */
  p: number | null
  adjustedP: number | null
  /** Shown beside; it never decides. */
  wilcoxonP: number | null
  /** Hedges-corrected d_z. */
  effectSize: number | null
  /** A guess at how many more seeds would settle an open question; null when it is settled or none would do. */
  seedsToSettle: number | null
}

/** A simultaneous interval that reaches no further than this from zero is called narrow. */
const NARROW = { 'test accuracy': 0.01, 'test loss': 0.05 } as const

type Line = Omit<VerdictLine, 'text'>

/** A verdict line in words: what is decided first, then the numbers it stands on, then what stays open. */
export function lineText(line: Line, comparison: Comparison): string {
  const sentences = [
    `${capitalized(cellName(line, comparison.family))}: ${decided(line, comparison)}`,
    numbers(line, comparison),
    line.decision === 'no difference shown' ? excluded(line, comparison) : '',
    togetherIncludesZero(line) ? togetherText(comparison.family.length) : '',
    proposal(line),
  ]
  return sentences.filter((sentence) => sentence !== '').join(' ')
}

/** “batch size 16”, with the learning rate where the family has several. */
export function cellName(cell: Cell, family: readonly Cell[]): string {
  const several = family.some(({ learningRate }) => learningRate !== family[0]!.learningRate)
  return `batch size ${cell.batchSize}${several ? `, learning rate ${cell.learningRate}` : ''}`
}

function decided(line: Line, { metric, baselineArm }: Comparison): string {
  const { decision, n, difference } = line
  const [arm, baseline] = [quoted(line.arm), quoted(baselineArm)]
  switch (decision) {
    case 'better':
    case 'worse':
      return `${arm} is ${decision} than ${baseline} in final ${metric} on this test set.`
    case 'no difference shown':
      return difference === 0 && line.interval === null
        ? `no difference shown between ${arm} and ${baseline}: the ${metric} is the same in all ${n} pairs.`
        : `no difference shown between ${arm} and ${baseline}.`
    case 'cannot know':
      if (n === 0) return `cannot know whether ${arm} differs from ${baseline}: there is no pair to compare.`
      return n < SEEDS.fewest
        ? `cannot know whether ${arm} differs from ${baseline}: ${countText(n, 'seed')} ${n === 1 ? 'is' : 'are'} too few (at least ${SEEDS.fewest} are needed, ${SEEDS.usual} are usual).`
        : `cannot know whether ${arm} differs from ${baseline}: the difference is the same in all ${n} pairs, and without a deviation there is nothing to judge it by.`
  }
}

function numbers(line: Line, { metric, baselineArm, family }: Comparison): string {
  const { arm, n, difference, interval, simultaneousInterval, p, adjustedP, effectSize } = line
  if (difference === null) return ''
  const average = `The difference (${arm} − ${baselineArm}) is ${signed(metric, difference)} ${unitOf(metric)}`
  if (n < SEEDS.fewest) return `${average} on what there is.`
  if (interval === null || simultaneousInterval === null || p === null || adjustedP === null) {
    return difference === 0 ? 'There is no deviation to compute an interval or a test from.' : `${average}.`
  }
  const range = ({ low, high }: Interval) => `${signed(metric, low)} to ${signed(metric, high)}`
  const isAlone = family.length === 1
  const together = isAlone
    ? ''
    : `, ${range(simultaneousInterval)} for all ${family.length} comparisons together`
  const adjusted = isAlone ? '' : ` (${pValue(adjustedP)} after Holm)`
  const beside = line.wilcoxonP === null ? '' : `; exact Wilcoxon beside it: ${pValue(line.wilcoxonP)}`
  const size = effectSize === null ? '' : `; d_z = ${effectSize.toFixed(2).replace('-', '−')}`
  return `${average} on average over ${n} paired seeds (95 % interval ${range(interval)}${together}). Paired t test: ${pValue(p)}${adjusted}${beside}${size}.`
}

/** How large a difference the data leave possible: what “no difference shown” does not say by itself. */
function excluded(line: Line, { metric }: Comparison): string {
  const interval = line.simultaneousInterval
  if (interval === null) return ''
  const [gain, loss] =
    metric === 'test accuracy' ? [interval.high, interval.low] : [interval.low, interval.high]
  const sizes = `better by more than ${amount(metric, gain)} or worse by more than ${amount(metric, loss)} ${unitOf(metric)}`
  return Math.max(Math.abs(gain), Math.abs(loss)) <= NARROW[metric]
    ? `The interval is narrow: at 95 % it rules out that ${line.arm} is ${sizes}; a smaller difference may be there.`
    : `The interval is wide: all that it rules out at 95 % is that ${line.arm} is ${sizes}.`
}

/**
 * Whether a line decides although the interval for all comparisons together includes zero. The test is Holm's, step by
 * step; Bonferroni's intervals take no steps and may reach further than it.
 */
export function togetherIncludesZero({ decision, simultaneousInterval }: Line): boolean {
  const isDecided = decision === 'better' || decision === 'worse'
  return (
    isDecided &&
    simultaneousInterval !== null &&
    simultaneousInterval.low <= 0 &&
    simultaneousInterval.high >= 0
  )
}

/** What is to be known of such a line. @param comparisons of the family */
export function togetherText(comparisons: number): string {
  return `The interval for all ${comparisons} comparisons together includes zero: so wide an interval is more than the test after Holm asks for, and it leaves open how large the difference is.`
}

function proposal({ decision, seedsToSettle, n, deviation }: Line): string {
  if (decision === 'better' || decision === 'worse' || n < SEEDS.fewest) return ''
  if (seedsToSettle !== null) {
    return `About ${countText(seedsToSettle, 'more seed')} would probably settle it: a guess that takes the difference and deviation seen in ${n} pairs for the true ones.`
  }
  if (deviation === 0) return ''
  return `Even ${SEEDS.most} seeds would probably not settle it (a guess from ${n} pairs): a difference, if there is one, is small beside the spread between seeds.`
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
