import type { LessonBatch, LessonSettings } from '../../../../domain/lesson-batch.ts'
import { fixedText } from './number-text.ts'
import type { SymbolName } from './symbols.ts'

/** The forward pass as four number lines under each other, one for each line of the algorithm. */

export type Strip = {
  symbol: SymbolName
  title: string
  note: string
  values: readonly number[]
  /** A line at the centre of the values. */
  center: { symbol: SymbolName; value: number; text: string } | null
  /** From the centre so far to the right: how wide the values spread. */
  spread: { symbol: SymbolName; value: number; text: string } | null
}

export function batchStrips(
  values: readonly number[],
  { gamma, beta }: LessonSettings,
  batch: LessonBatch,
): Strip[] {
  const { mean, deviation, centered, normalized, output } = batch
  return [
    {
      ...{ symbol: 'x', title: 'x', note: 'the batch as it comes; drag the dots', values },
      center: { symbol: 'mu', value: mean, text: `μ = ${fixedText(mean)}` },
      spread: { symbol: 'variance', value: deviation, text: `σ = ${fixedText(deviation)}` },
    },
    {
      ...{ symbol: 'centered', title: 'x − μ', note: 'moved, so that the mean is 0', values: centered },
      center: { symbol: 'mu', value: 0, text: '' },
      spread: { symbol: 'variance', value: deviation, text: '' },
    },
    {
      ...{ symbol: 'normalized', title: 'x̂', note: 'divided by √(σ² + ε)', values: normalized },
      center: { symbol: 'mu', value: 0, text: '' },
      spread: { symbol: 'variance', value: Math.sqrt(meanOfSquares(normalized)), text: '' },
    },
    {
      ...{
        symbol: 'y',
        title: 'y = γ·x̂ + β',
        note: 'stretched and moved as the network has learned',
        values: output,
      },
      center: { symbol: 'beta', value: beta, text: `β = ${fixedText(beta)}` },
      spread: { symbol: 'gamma', value: gamma, text: `γ = ${fixedText(gamma)}` },
    },
  ]
}

function meanOfSquares(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value ** 2, 0) / values.length
}
