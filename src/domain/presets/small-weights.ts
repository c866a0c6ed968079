import type { Preset } from '../preset.ts'
import { hiddenLayers, lessonSetUp, withBatchNorm, withoutBatchNorm } from './lesson-set-up.ts'

/** An initialization that no one would choose, which batch normalization makes harmless. */
export const smallWeights: Preset = {
  id: 'small-weights',
  title: 'Weights that begin too small',
  question: 'Can a deep network learn from weights that are far too small at the start?',
  spec: {
    spec: 1,
    name: 'Weights that begin too small',
    ...lessonSetUp,
    network: {
      layers: hiddenLayers(5, 100, 'relu'),
      initialization: { scheme: 'gaussian', scale: 0.01 },
    },
    arms: [withoutBatchNorm, withBatchNorm],
    batchSizes: [50],
    learningRates: [0.01],
    budget: { unit: 'epochs', amount: 5 },
  },
  source: 'After Stanford CS231n, assignment 2: five hidden layers of 100 units and a small weight scale',
  comparability: 'not comparable',
  explanation:
    'Five hidden layers whose weights are drawn with a standard deviation of 0.01. Each layer multiplies the signal ' +
    'by less than 0.1, so that almost nothing of the image reaches the output, and almost nothing of the error comes ' +
    'back. Batch normalization brings every layer back to variance 1, whatever the scale of its weights.',
}
