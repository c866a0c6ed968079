import type { Preset } from '../preset.ts'
import { notebookLayers } from './notebook.ts'
import { lessonSetUp, withBatchNorm, withoutBatchNorm } from './lesson-set-up.ts'

/** From two examples a batch up: where the noise of the statistics begins to cost. */
export const smallBatches: Preset = {
  id: 'small-batches',
  title: 'From large batches down to two',
  question: 'At which batch size does batch normalization stop helping?',
  spec: {
    spec: 1,
    name: 'From large batches down to two',
    ...lessonSetUp,
    network: { layers: notebookLayers('auto') },
    arms: [withoutBatchNorm, withBatchNorm],
    batchSizes: [2, 4, 8, 32, 128],
    learningRates: [0.02],
    learningRateRule: { rule: 'linear', referenceBatchSize: 64 },
    budget: { unit: 'epochs', amount: 3 },
  },
  source: 'The question of Wu & He 2018 (Group Normalization) on a small network',
  comparability: 'not comparable',
  explanation:
    'Equal epochs, so the smaller batches take more steps, each with a learning rate that is smaller in proportion; ' +
    'read each batch size as a pair of its own. With two images a batch the statistics are mostly noise: normalized ' +
    'by its own mean and deviation, a pair of numbers always becomes about −1 and +1. Without batch normalization a ' +
    'small batch costs nothing of the kind.',
}
