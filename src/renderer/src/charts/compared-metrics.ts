import type { CurveMetric as MetricId } from '../../../contract/compare.ts'
import { CURVE_METRICS } from './curve-metrics.ts'

/** A curve of a comparison. */
export type ComparedMetric = {
  id: MetricId
  title: string
  /** What it is, in a sentence. */
  hint: string
  /** Shares are written in percent. */
  isShare: boolean
  /** Whether there is a value after each epoch only, not at every step. */
  isEvaluation: boolean
}

const { loss, accuracy, gradientNorm, testLoss, testAccuracy } = CURVE_METRICS

/** In the order in which they are drawn. */
export const COMPARED_METRICS: readonly ComparedMetric[] = [
  { ...loss, id: 'loss', isEvaluation: false },
  { ...testLoss, id: 'testLoss', isEvaluation: true },
  { ...testAccuracy, id: 'testAccuracy', isEvaluation: true },
  { ...accuracy, id: 'accuracy', isEvaluation: false },
  {
    ...{ id: 'trainAccuracy', title: 'Training accuracy', isShare: true, isEvaluation: true },
    hint: 'Share of a fixed part of the training images that is classified right, in evaluation mode.',
  },
  {
    ...{ id: 'trainLoss', title: 'Training loss, evaluated', isShare: false, isEvaluation: true },
    hint: 'Mean cross-entropy over a fixed part of the training images in nats, in evaluation mode.',
  },
  { ...gradientNorm, id: 'gradientNorm', isEvaluation: false },
]
