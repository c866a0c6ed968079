import type { Preset } from '../preset.ts'
import { notebookLayers } from './notebook.ts'
import { LESSON, lessonSetUp, withBatchNorm, withoutBatchNorm } from './lesson-set-up.ts'

/** Batch normalization with and without its learned scale and shift. */
export const scaleAndShift: Preset = {
  id: 'scale-and-shift',
  title: 'With and without γ and β',
  question: 'How much of the effect comes from the learned scale and shift?',
  spec: {
    spec: 1,
    name: 'With and without γ and β',
    ...lessonSetUp,
    network: { layers: notebookLayers('auto') },
    arms: [
      withoutBatchNorm,
      withBatchNorm,
      { name: 'BN, no γ and β', normalization: { type: 'batch', affine: false } },
    ],
    batchSizes: [64],
    learningRates: [0.01],
    budget: { unit: 'epochs', amount: 5 },
  },
  source: LESSON,
  comparability: 'not comparable',
  explanation:
    'Three arms: no normalization, batch normalization, and batch normalization whose output stays at mean 0 and ' +
    'variance 1 because it has no γ and β. In a small network like this one normalizing does most of the work. γ and ' +
    'β matter where a unit needs another range than the one that normalizing gives it.',
}
