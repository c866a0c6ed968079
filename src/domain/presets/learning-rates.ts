import type { Preset } from '../preset.ts'
import { hiddenLayers, lessonSetUp, withBatchNorm, withoutBatchNorm } from './lesson-set-up.ts'

/** A ladder of learning rates up to where training breaks. */
export const learningRates: Preset = {
  id: 'learning-rates',
  title: 'How large may the learning rate be?',
  question: 'Up to which learning rate does training hold, with and without batch normalization?',
  spec: {
    spec: 1,
    name: 'How large may the learning rate be?',
    ...lessonSetUp,
    data: { ...lessonSetUp.data, trainExamples: 7000, validationExamples: 1000 },
    network: { layers: hiddenLayers(5, 100, 'relu'), initialization: { scheme: 'he' } },
    arms: [withoutBatchNorm, withBatchNorm],
    batchSizes: [64],
    learningRates: [0.001, 0.01, 0.03, 0.1, 0.3, 1],
    budget: { unit: 'epochs', amount: 3 },
  },
  source: 'The question of Bjorck et al. 2018 (Understanding Batch Normalization) on a small network',
  comparability: 'not comparable',
  explanation:
    'The same deep network at six learning rates. Without batch normalization training breaks at a rate that the ' +
    'normalized network still takes: its loss stops falling, or grows until it is no longer a number. Such a run is ' +
    'a result and is shown as one. At the smallest rate normalization gains nothing.',
}
