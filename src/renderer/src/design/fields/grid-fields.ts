import { choice, open, type FieldText } from './field-control.ts'

/** What the form says of the grid: what is varied, and what becomes of all its runs. */
export const gridFields: Record<string, FieldText> = {
  name: {
    isOwn: true,
    label: 'Name',
    hint: 'What you will look for in the list of experiments.',
    control: { kind: 'text' },
  },
  batchSizes: {
    label: 'Batch sizes',
    unit: 'images',
    hint: 'How many images make one step. Each arm is trained at each of these.',
    control: { kind: 'numbers', example: '16 32 64' },
  },
  learningRates: {
    label: 'Learning rates',
    hint: 'How far one step goes along the gradient. Several, such as 0.01, 0.1 and 1, make a stability map.',
    control: { kind: 'numbers', example: '0.1 0.01' },
  },
  seeds: {
    label: 'Seeds',
    hint: 'Each decides the initial weights and the order of the images. More seeds tell an effect from chance.',
    control: { kind: 'numbers', example: '1-5' },
  },
  lastBatch: {
    label: 'Last batch',
    hint: 'What becomes of the images left over when an epoch does not divide into full batches.',
    control: choice({
      auto: 'Keep; merge if it is 1',
      drop: 'Drop',
      keep: 'Keep',
      merge: 'Merge into the one before',
    }),
  },
  checkpointEveryEpochs: {
    label: 'Checkpoint every',
    unit: 'epochs',
    hint: 'Stores the weights on the way, to look at or continue from. They cost disk space.',
    control: open('only at the end'),
  },
  targetAccuracy: {
    label: 'Target accuracy',
    unit: '0 to 1',
    hint: 'The test accuracy whose first reaching is reported: 0.95 is 95 %.',
    control: open('none'),
  },
}
