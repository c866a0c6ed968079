import type { Preset } from '../preset.ts'
import { NOTEBOOK, PYTORCH, notebookLayers, notebookSetUp, printedRow } from './notebook.ts'

/** The comparison that the notebook set out to make, made fairly. */
export const assignment: Preset = {
  id: 'assignment',
  title: 'With and without batch normalization',
  question:
    'What does batch normalization do to the training of this network, and how does batch size change it?',
  spec: {
    spec: 1,
    name: 'With and without batch normalization',
    ...notebookSetUp,
    network: { layers: notebookLayers('auto') },
    arms: [
      { name: 'without BN', normalization: { type: 'none' } },
      { name: 'with BN', normalization: { type: 'batch' } },
    ],
    batchSizes: [16, 32, 64, 128, 256],
    targetAccuracy: 0.95,
  },
  source: NOTEBOOK,
  comparability: 'comparable',
  published: {
    dataset: 'mnist',
    rows: [
      {
        arm: 'without BN',
        batchSize: 64,
        meanTrainingLoss: [0.434, 0.176, 0.128],
        source: PYTORCH,
        comparability: 'comparable',
        note: 'Test accuracy 0.938, 0.958, 0.965.',
      },
      {
        arm: 'with BN',
        batchSize: 64,
        meanTrainingLoss: [0.246, 0.1, 0.0735],
        source: PYTORCH,
        comparability: 'comparable',
        note: 'Test accuracy 0.969, 0.975, 0.977.',
      },
      printedRow('withBatch64', 'with BN', 'comparable', 'A fresh run, as here.'),
      printedRow(
        'withoutBatch64',
        'without BN',
        'not comparable',
        'The network had already been trained for about 3 epochs before the first one printed.',
      ),
      printedRow(
        'withBatch32',
        'with BN',
        'not comparable',
        'The network had already been trained for about 5 epochs of batch 64 before the first one printed.',
      ),
    ],
  },
  explanation:
    'Every run starts from fresh weights, and runs with the same seed start from the same ones and see the images in ' +
    'the same order, with and without batch normalization. Each cell is trained with 5 seeds. The learning rate is ' +
    '0.01 at every batch size, and equal epochs are not equal steps. The notebook keeps a bias in the layers that ' +
    'batch normalization follows; here it is left out, because subtracting the batch mean removes any constant that ' +
    'was added before: its gradient is zero, β takes its place, and neither the losses nor the accuracies depend on it.',
}
