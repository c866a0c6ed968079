import type { Preset } from '../preset.ts'
import { hiddenLayers, lessonSetUp, withBatchNorm, withoutBatchNorm } from './lesson-set-up.ts'

/** Gradients that vanish on their way back through sigmoids. */
export const deepSigmoid: Preset = {
  id: 'deep-sigmoid',
  title: 'A deep network of sigmoids',
  question: 'Does the gradient reach the first layers?',
  spec: {
    spec: 1,
    name: 'A deep network of sigmoids',
    ...lessonSetUp,
    network: { layers: hiddenLayers(5, 64, 'sigmoid'), initialization: { scheme: 'glorot' } },
    arms: [withoutBatchNorm, withBatchNorm],
    batchSizes: [64],
    learningRates: [0.1],
    budget: { unit: 'epochs', amount: 5 },
  },
  source:
    'After Ioffe & Szegedy 2015, section 4.1, made deeper: hidden layers of sigmoids with and without BN',
  comparability: 'not comparable',
  explanation:
    'A sigmoid passes back at most a quarter of the gradient, and less where it is saturated. After five of them ' +
    'little is left, and a network without batch normalization hardly begins to learn. With it, the inputs of every ' +
    'sigmoid stay in the range where its slope is steep. Look at the gradient norm as well as at the loss.',
}
