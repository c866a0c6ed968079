import { choice, number, open, type FieldText } from './field-control.ts'

/** What the form says of how long is trained, at which rate, and what is measured. */
export const trainingFields: Record<string, FieldText> = {
  'learningRateRule.rule': {
    label: 'Learning rate over batch sizes',
    hint: 'Whether larger batches take larger steps. Fixed changes one thing only; linear is after Goyal et al. 2017.',
    control: choice({
      fixed: 'Fixed: lr',
      linear: 'Linear: lr × batch / reference',
      'square-root': 'Square root: lr × √(batch / reference)',
    }),
  },
  'learningRateRule.referenceBatchSize': {
    label: 'Reference batch size',
    unit: 'images',
    hint: 'The batch size at which the listed learning rate holds.',
    control: number,
  },
  'schedule.shape.type': {
    label: 'Learning rate over time',
    hint: 'How the rate changes during the training.',
    control: choice({ constant: 'Constant', step: 'Falls in steps', cosine: 'Falls as a cosine' }),
  },
  'schedule.shape.epochs': {
    isOwn: true,
    label: 'Falls at',
    unit: 'epochs',
    hint: 'The rate falls when so many epochs have passed.',
    control: { kind: 'numbers', example: '10 20 30' },
  },
  'schedule.shape.factor': {
    label: 'Factor of each fall',
    hint: 'What the rate is multiplied by.',
    control: number,
  },
  'schedule.shape.finalFactor': {
    label: 'Final share of the rate',
    hint: 'What is left of the rate at the end: 0 is nothing.',
    control: number,
  },
  'schedule.warmupSteps': {
    label: 'Warm-up',
    unit: 'steps',
    hint: 'The rate grows from near 0 over so many first steps, which helps large rates begin.',
    control: number,
  },
  'budget.unit': {
    label: 'Train for equal',
    hint: 'What all runs get the same of. Equal epochs give large batches fewer steps.',
    control: choice({ epochs: 'Epochs', steps: 'Steps', examples: 'Images seen' }),
  },
  'budget.amount': {
    label: 'How many',
    hint: 'One epoch shows every training image once.',
    control: number,
  },
  'evaluation.everyEpochs': {
    label: 'Test every',
    unit: 'epochs',
    hint: 'How often the test accuracy is measured on the way. It is always measured at the end.',
    control: number,
  },
  'evaluation.trainExamples': {
    label: 'Training images tested too',
    unit: 'images',
    hint: 'Shows the gap between training and test accuracy, both in evaluation mode.',
    control: open('up to 2,000'),
  },
}
