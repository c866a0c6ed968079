import type { Comparability, PublishedRow } from '../preset.ts'

/** What the two presets after the notebook share: its set-up, and the numbers that it prints. */

export const NOTEBOOK = 'A teaching notebook: batch normalization on MNIST with a network 784-128-64-10'
export const PYTORCH = 'PyTorch, the same set-up from fresh weights, mean of the epoch'

/** 784-128-64-10 with ReLU, batch normalization before each ReLU where the arm has one. */
export function notebookLayers(bias: 'auto' | 'always') {
  return [128, 64].map((units) => ({
    type: 'dense' as const,
    units,
    activation: 'relu' as const,
    normalization: 'before-activation' as const,
    bias,
  }))
}

export const notebookSetUp = {
  data: { dataset: 'digits', normalize: { mean: 0.5, std: 0.5 } },
  optimizer: { type: 'sgd' as const, momentum: 0.9 },
  learningRates: [0.01],
  seeds: [1, 2, 3, 4, 5],
  budget: { unit: 'epochs' as const, amount: 5 },
  evaluation: { everyEpochs: 1 },
}

const PRINTED = {
  withoutBatch64: [0.0975, 0.083, 0.0706, 0.0644, 0.0585],
  withBatch64: [0.2444, 0.0972, 0.0721, 0.0573, 0.0456],
  withBatch32: [0.0896, 0.0673, 0.0553, 0.0491, 0.0394],
} as const

/** A row that the notebook prints, beside an arm of a preset. */
export function printedRow(
  row: keyof typeof PRINTED,
  arm: string,
  comparability: Comparability,
  note: string,
): PublishedRow {
  const batchSize = row === 'withBatch32' ? 32 : 64
  return { arm, batchSize, meanTrainingLoss: PRINTED[row], source: NOTEBOOK, comparability, note }
}
