import type { Preset } from '../preset.ts'
import { NOTEBOOK, notebookLayers, notebookSetUp, printedRow } from './notebook.ts'

const CONTINUED_WITHOUT = 'without BN, continued'
const CONTINUED_WITH = 'with BN, continued'

/** The notebook's own order of training, unfair on purpose, beside the fresh runs that it should have made. */
export const notebookOrder: Preset = {
  id: 'notebook-order',
  title: "The notebook's own order",
  question: 'Why does the notebook seem to show that batch normalization begins worse?',
  spec: {
    spec: 1,
    name: "The notebook's own order",
    ...notebookSetUp,
    network: { layers: notebookLayers('always') },
    arms: [
      { name: 'without BN', normalization: { type: 'none' }, batchSizes: [64] },
      {
        name: CONTINUED_WITHOUT,
        normalization: { type: 'none' },
        batchSizes: [64],
        start: { from: 'trained', arm: 'without BN', batchSize: 64, epochs: 3 },
      },
      { name: 'with BN', normalization: { type: 'batch' }, batchSizes: [64] },
      {
        name: CONTINUED_WITH,
        normalization: { type: 'batch' },
        batchSizes: [32],
        start: { from: 'trained', arm: 'with BN', batchSize: 64, epochs: 5 },
      },
    ],
    batchSizes: [64, 32],
  },
  source: NOTEBOOK,
  comparability: 'comparable',
  published: {
    dataset: 'mnist',
    rows: [
      printedRow(
        'withoutBatch64',
        CONTINUED_WITHOUT,
        'comparable',
        'Fits a network that has had 3 epochs: PyTorch continued so gives 0.101, 0.084, 0.074, 0.067, 0.056.',
      ),
      printedRow(
        'withBatch64',
        'with BN',
        'comparable',
        'Fits a fresh run: PyTorch gives 0.246, 0.100, 0.0735.',
      ),
      printedRow(
        'withBatch32',
        CONTINUED_WITH,
        'comparable',
        'Fits a network that has had 5 epochs of batch 64: PyTorch continued so begins 0.0895, 0.0656.',
      ),
    ],
  },
  explanation:
    'The printed losses compare networks with different pasts. Without batch normalization the first printed loss is ' +
    '0.0975, but the mean loss of a first epoch from fresh weights is 0.434: that network had been trained for about ' +
    '3 epochs before. With batch normalization at batch 64 the printed 0.2444 is that of a fresh network (0.246). At ' +
    'batch 32 the printed 0.0896 is not: it fits the network of batch 64 trained on after its 5 epochs. So for three ' +
    'epochs batch normalization looks worse, and the smaller batch looks far better than the larger, where neither ' +
    'was tested. From fresh weights batch normalization is ahead from the first epoch: 0.246 against 0.434, and a ' +
    'test accuracy of 0.969 against 0.938. The arm "without BN" here is the fresh run that the notebook lacks. The ' +
    'number of epochs before is inferred from the printed numbers. The bias is kept in every layer, as in the notebook.',
}
