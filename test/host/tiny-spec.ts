import type { SpecInput } from '../../src/domain/spec.ts'

/** A grid that trains in a moment: 2 arms × 2 batch sizes × 3 seeds on 320 images of the bars, 4 epochs. */
export const tinySpec: SpecInput = {
  spec: 1,
  name: 'tiny',
  data: { dataset: 'bars', trainExamples: 320 },
  network: { layers: [{ type: 'dense', units: 8 }] },
  arms: [
    { name: 'none', normalization: { type: 'none' } },
    { name: 'batch', normalization: { type: 'batch' } },
  ],
  batchSizes: [16, 64],
  learningRates: [0.05],
  seeds: [1, 2, 3],
  budget: { unit: 'epochs', amount: 4 },
  targetAccuracy: 0.5,
}
