import { number, open, type FieldText } from './field-control.ts'

/** What the form says of the data. */
export const dataFields: Record<string, FieldText> = {
  'data.dataset': {
    label: 'Data set',
    hint: 'The images that are learned and tested.',
    control: { kind: 'text' },
  },
  'data.trainExamples': {
    label: 'Training images',
    unit: 'images',
    hint: 'Uses only the first so many. Fewer train faster and overfit sooner.',
    control: open('all'),
  },
  'data.testExamples': {
    label: 'Test images',
    unit: 'images',
    hint: 'Uses only the first so many. Fewer make the accuracy less certain.',
    control: open('all'),
  },
  'data.validationExamples': {
    label: 'Kept for validation',
    unit: 'images',
    hint: 'Training images that are not trained on, to choose a learning rate without looking at the test set.',
    control: number,
  },
  'data.normalize.mean': {
    label: 'Pixel mean',
    hint: 'Subtracted from each pixel, which is 0 (paper) to 1 (ink).',
    control: number,
  },
  'data.normalize.std': {
    label: 'Pixel deviation',
    hint: 'Each pixel is then divided by this. With 0.5 and 0.5 pixels become −1 to 1.',
    control: number,
  },
}
