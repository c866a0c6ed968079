import type { Preset } from '../preset.ts'
import { notebookLayers } from './notebook.ts'
import { LESSON, lessonSetUp, withBatchNorm, withoutBatchNorm } from './lesson-set-up.ts'

/** The shortest comparison that shows anything: one batch size, three seeds, three epochs. */
export const firstLook: Preset = {
  id: 'first-look',
  title: 'A first look',
  question: 'Does this network learn faster with batch normalization?',
  spec: {
    spec: 1,
    name: 'A first look at batch normalization',
    ...lessonSetUp,
    network: { layers: notebookLayers('auto') },
    arms: [withoutBatchNorm, withBatchNorm],
    batchSizes: [64],
    learningRates: [0.01],
    budget: { unit: 'epochs', amount: 3 },
  },
  source: LESSON,
  comparability: 'not comparable',
  explanation:
    'The network of the assignment on 6,000 of the generated digits, for three epochs: small enough to be over ' +
    'before you have read on. Both arms start from the same weights and see the same images in the same order. Look ' +
    'at the loss in the first epoch.',
}
