import { expect, test } from 'vitest'
import { labelArms, type Design } from '../../src/domain/arm-labels.ts'
import { SpecSchema, type SpecInput } from '../../src/domain/spec.ts'

const dataset = {
  ...{ name: 'tiny', digest: 'a', trainCount: 320, testCount: 100, height: 2, width: 2, classes: 4 },
}
const input: SpecInput = {
  spec: 1,
  network: { layers: [{ type: 'dense', units: 8 }] },
  arms: [
    { name: 'none', normalization: { type: 'none' } },
    { name: 'batch', normalization: { type: 'batch' } },
  ],
  ...{ batchSizes: [16, 64], learningRates: [0.05], seeds: [1], budget: { unit: 'epochs', amount: 4 } },
}

function design(id: string, changes: Partial<SpecInput> = {}, name = id): Design {
  return { id, name, spec: SpecSchema.parse({ ...input, ...changes }), dataset }
}

const labelsOf = (...designs: Design[]) => labelArms(designs).arms.map(({ label }) => label)

test.each<[string, Partial<SpecInput>]>([
  ['seeds', { seeds: [7, 8] }],
  ['batch sizes', { batchSizes: [32] }],
  ['learning rates', { learningRates: [1] }],
  ['a target', { targetAccuracy: 0.9 }],
  ['checkpoints kept', { checkpointEveryEpochs: 1 }],
  ['all images, said in numbers', { data: { trainExamples: 320, testExamples: 100 } }],
  [
    'another arm beside it',
    { arms: [...input.arms, { name: 'slow', normalization: { type: 'batch', momentum: 0.01 } }] },
  ],
])('other %s make no other arm', (_, changes) => {
  expect(labelsOf(design('A'), design('B', changes)).slice(0, 2)).toEqual(['none', 'batch'])
})

test.each<[string, Partial<SpecInput>]>([
  ['budget', { budget: { unit: 'epochs', amount: 5 } }],
  ['network', { network: { layers: [{ type: 'dense', units: 9 }] } }],
  ['optimizer', { optimizer: { type: 'sgd', momentum: 0 } }],
  ['rule of the learning rate', { learningRateRule: { rule: 'linear' } }],
  ['number of training images', { data: { trainExamples: 160 } }],
])('another %s makes another arm, told apart by the experiment’s name', (_, changes) => {
  expect(labelsOf(design('A'), design('B', changes))).toEqual([
    'none (A)',
    'batch (A)',
    'none (B)',
    'batch (B)',
  ])
})

test('an arm that has one setting of its own is told apart alone', () => {
  const slow = {
    arms: [input.arms[0]!, { name: 'batch', normalization: { type: 'batch' as const, momentum: 0.5 } }],
  }
  expect(labelsOf(design('A'), design('B', slow))).toEqual(['none', 'batch (A)', 'batch (B)'])
})

test('experiments of one name are told apart by the beginning of their ids', () => {
  const other = design('fedcba9876', { budget: { unit: 'epochs', amount: 5 } }, 'same')
  expect(labelsOf(design('0123456789', {}, 'same'), other)).toEqual([
    'none (same, 012345)',
    'batch (same, 012345)',
    'none (same, fedcba)',
    'batch (same, fedcba)',
  ])
})

test('no label is another arm’s', () => {
  const other = design('B', { budget: { unit: 'epochs', amount: 5 } })
  const sly = design('C', { arms: [{ name: 'none (A)', normalization: { type: 'none' } }] })
  const labels = labelsOf(design('A'), other, sly)
  expect(new Set(labels).size).toBe(labels.length)
})

test('an arm that goes on from another’s weights is another where that one is', () => {
  const going = (momentum: number): Partial<SpecInput> => ({
    arms: [
      { name: 'batch', normalization: { type: 'batch', momentum } },
      {
        ...{ name: 'on', normalization: { type: 'none' } },
        start: { from: 'trained', arm: 'batch', batchSize: 16, epochs: 1 },
      },
    ],
  })
  expect(labelsOf(design('A', going(0.1)), design('B', going(0.1)))).toEqual(['batch', 'on'])
  expect(labelsOf(design('A', going(0.1)), design('B', going(0.2)))).toContain('on (B)')
})
