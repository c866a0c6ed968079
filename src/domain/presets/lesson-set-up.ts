/** What the presets of the lessons share: few enough images that a lesson does not wait long for its answer. */

export const LESSON = 'A lesson of this workbench'

export const lessonSetUp = {
  data: {
    dataset: 'digits',
    trainExamples: 6000,
    testExamples: 2000,
    normalize: { mean: 0.5, std: 0.5 },
  },
  optimizer: { type: 'sgd' as const, momentum: 0.9 },
  seeds: [1, 2, 3],
}

export const withoutBatchNorm = { name: 'without BN', normalization: { type: 'none' as const } }
export const withBatchNorm = { name: 'with BN', normalization: { type: 'batch' as const } }

/** Equal hidden layers in a row, normalized before the activation where the arm has a normalization. */
export function hiddenLayers(count: number, units: number, activation: 'relu' | 'sigmoid') {
  return Array.from({ length: count }, () => ({ type: 'dense' as const, units, activation }))
}
