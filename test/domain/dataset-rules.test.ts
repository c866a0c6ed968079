import { describe, expect, test } from 'vitest'
import { checkAgainstDataset } from '../../src/domain/dataset-rules.ts'
import { MNIST, parsed, specWith, WITH, WITHOUT } from './specs.ts'

const small = { ...MNIST, name: 'small', trainCount: 65, testCount: 10 }

function messages(changes: Record<string, unknown>, dataset = small): string[] {
  return checkAgainstDataset(parsed(specWith(changes)), dataset).map(({ message }) => message)
}

function continued(name: string, arm: string, batchSize: number, epochs: number) {
  return { ...WITHOUT, name, start: { from: 'trained', arm, batchSize, epochs } }
}

describe('a spec that its data set cannot serve is refused', () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    [
      'more images than there are',
      { data: { trainExamples: 66, testExamples: 11 } },
      [
        'data.trainExamples is 66: must be at most 65, the training images of small',
        'data.testExamples is 11: must be at most 10, the test images of small',
      ],
    ],
    [
      'nothing left to train on',
      { data: { validationExamples: 65 } },
      [
        'data.validationExamples is 65: must be at most 64, the training images of small less the one that must be left to train on',
      ],
    ],
    [
      'more training images evaluated than trained on',
      { data: { validationExamples: 1 }, evaluation: { trainExamples: 65 } },
      ['evaluation.trainExamples is 65: must be at most 64, the images trained on'],
    ],
    [
      'batches larger than the images trained on',
      { data: { trainExamples: 40, validationExamples: 10 } },
      ['batchSizes[1] is 64: must be at most 30, the images trained on'],
    ],
    [
      'a last batch of 1 that is kept under batch normalization',
      { lastBatch: 'keep', data: { trainExamples: 65 } },
      [
        'batchSizes[0] is 16: must not leave a last batch of 1 of 65 images for arm "with BN", since batch ' +
          'normalization has no variance over one image; a lastBatch of merge, drop or auto avoids it',
        'batchSizes[1] is 64: must not leave a last batch of 1 of 65 images for arm "with BN", since batch ' +
          'normalization has no variance over one image; a lastBatch of merge, drop or auto avoids it',
      ],
    ],
    [
      'a batch size of a start that is too large',
      {
        arms: [WITHOUT, continued('b', 'without BN', 80, 1)],
      },
      ['arms[1].start.batchSize is 80: must be at most 65, the images trained on'],
    ],
    [
      'a warm-up longer than the shortest run',
      { schedule: { warmupSteps: 11 }, data: { trainExamples: 64 }, budget: { unit: 'epochs', amount: 10 } },
      ['schedule.warmupSteps is 11: must be at most 10, the steps of the shortest run'],
    ],
    [
      'a warm-up longer than the shortest run, at a batch size of one arm alone',
      {
        schedule: { warmupSteps: 11 },
        data: { trainExamples: 64 },
        budget: { unit: 'epochs', amount: 10 },
        arms: [
          { ...WITHOUT, batchSizes: [16] },
          { ...WITH, batchSizes: [64] },
        ],
      },
      ['schedule.warmupSteps is 11: must be at most 10, the steps of the shortest run'],
    ],
    [
      'a warm-up longer than a preparing run, and than one that prepares that',
      {
        schedule: { warmupSteps: 9 },
        data: { trainExamples: 64 },
        budget: { unit: 'epochs', amount: 10 },
        arms: [WITHOUT, continued('b', 'without BN', 16, 2), continued('c', 'b', 64, 8)],
      },
      [
        'arms[1].start.epochs is 2: must be at least 3, so that the preparing run, of 4 steps an epoch at batch size ' +
          '16, has the 9 of schedule.warmupSteps',
        'arms[2].start.epochs is 8: must be at least 9, so that the preparing run, of 1 step an epoch at batch size ' +
          '64, has the 9 of schedule.warmupSteps',
      ],
    ],
    [
      'batches of a start that cannot be made, whose steps are not counted',
      {
        schedule: { warmupSteps: 5 },
        lastBatch: 'drop',
        arms: [WITHOUT, continued('b', 'without BN', 80, 1)],
      },
      ['arms[1].start.batchSize is 80: must be at most 65, the images trained on'],
    ],
  ])('%s', (_, changes, expected) => {
    expect(messages(changes)).toEqual(expected)
  })

  test.each<[string, Record<string, unknown>]>([
    ['all its images', {}],
    ['a last batch of 1 that is kept without batch normalization', { lastBatch: 'keep', arms: [WITHOUT] }],
    ['a last batch of 1 that is dropped', { lastBatch: 'drop' }],
    ['a last batch of 1 that is merged', { lastBatch: 'merge' }],
    [
      'a batch size that only leaves 1 to an arm that does not normalize',
      { lastBatch: 'keep', arms: [WITHOUT, { ...WITH, batchSizes: [63] }], batchSizes: [63, 64] },
    ],
    [
      'a warm-up as long as the preparing run',
      {
        schedule: { warmupSteps: 8 },
        lastBatch: 'drop',
        batchSizes: [16],
        arms: [WITHOUT, continued('b', 'without BN', 16, 2)],
      },
    ],
  ])('but not %s', (_, changes) => {
    expect(messages(changes)).toEqual([])
  })
})
