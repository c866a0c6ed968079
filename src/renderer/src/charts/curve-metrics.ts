import type { MetricName } from '../../../contract/call-parts.ts'

/** What can be drawn of training, and of evaluations. */
export type CurveMetric = {
  id: 'loss' | 'accuracy' | 'gradientNorm' | 'testAccuracy' | 'testLoss'
  title: string
  /** What it is, in a sentence. */
  hint: string
  of: { metric: MetricName } | { score: 'accuracy' | 'loss' }
  /** Shares reach from 0 to 1 and are written in percent. */
  isShare: boolean
}

export const CURVE_METRICS: Record<CurveMetric['id'], CurveMetric> = {
  loss: {
    ...{ id: 'loss', title: 'Training loss', isShare: false, of: { metric: 'loss' } },
    hint: 'Mean cross-entropy of each batch in nats, before the step that it leads to.',
  },
  accuracy: {
    ...{ id: 'accuracy', title: 'Batch accuracy', isShare: true, of: { metric: 'accuracy' } },
    hint: 'Share of each batch that is classified right, in training mode.',
  },
  gradientNorm: {
    ...{ id: 'gradientNorm', title: 'Gradient norm', isShare: false, of: { metric: 'gradientNorm' } },
    hint: 'Length of the gradient of all learned numbers together, at each step.',
  },
  testAccuracy: {
    ...{ id: 'testAccuracy', title: 'Test accuracy', isShare: true, of: { score: 'accuracy' } },
    hint: 'Share of the test images that are classified right, in evaluation mode.',
  },
  testLoss: {
    ...{ id: 'testLoss', title: 'Test loss', isShare: false, of: { score: 'loss' } },
    hint: 'Mean cross-entropy over the test images in nats, in evaluation mode.',
  },
}

/** A value as a readout or a table has it. */
export function valueText({ isShare }: Pick<CurveMetric, 'isShare'>, value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'not a number' : 'infinite'
  if (isShare) return `${(100 * value).toFixed(2)} %`
  return Math.abs(value) >= 1000 ? value.toExponential(2) : value.toFixed(4)
}

/** A value as an axis has it. */
export function axisText({ isShare }: Pick<CurveMetric, 'isShare'>, value: number): string {
  if (isShare) return `${Number((100 * value).toFixed(2))} %`
  return Math.abs(value) >= 10_000 ? value.toExponential(0) : String(Number(value.toPrecision(3)))
}
