import { describe, expect, test } from 'vitest'
import { expandGrid } from '../../src/domain/grid.ts'
import { AFTER_BN, plan } from './planned-grids.ts'
import { MNIST, parsed, specWith, WITH } from './specs.ts'

describe('a content key', () => {
  const one = { arms: [WITH], batchSizes: [32], seeds: [1] }
  const keyOf = (changes: Record<string, unknown>, dataset = MNIST) =>
    expandGrid(parsed(specWith({ ...one, ...changes })), dataset).findLast(({ role }) => role === 'compared')!
      .key

  test.each<[string, Record<string, unknown>]>([
    ["the arm's name", { arms: [{ ...WITH, name: 'another name' }] }],
    ["the experiment's name", { name: 'another name' }],
    ['the cadence of checkpoints', { checkpointEveryEpochs: 1 }],
    ['the target accuracy', { targetAccuracy: 0.9 }],
    ['what would decay where nothing does', { optimizer: { type: 'sgd', decayNormAndBias: false } }],
    ['the last-batch rule where all batches are full', { lastBatch: 'drop' }],
    ['the unit of an equal budget', { budget: { unit: 'steps', amount: 5 * 1875 } }],
    [
      'the rule over batch sizes at its reference',
      { learningRateRule: { rule: 'linear', referenceBatchSize: 32 } },
    ],
    [
      'how a bias is said to be left out',
      { network: { layers: [{ type: 'dense', units: 8, bias: 'never' }] } },
    ],
  ])('does not depend on %s', (_, changes) => {
    expect(keyOf(changes)).toBe(keyOf({}))
  })

  test("does not depend on the data set's name", () => {
    expect(keyOf({}, { ...MNIST, name: 'renamed' })).toBe(keyOf({}))
  })

  test.each<[string, Record<string, unknown>]>([
    ['a seed', { seeds: [2] }],
    ['a learning rate', { learningRates: [0.02] }],
    ['the rule over batch sizes', { learningRateRule: { rule: 'linear' } }],
    ['a batch size', { batchSizes: [16] }],
    ['the budget', { budget: { unit: 'epochs', amount: 6 } }],
    ['ε', { arms: [{ name: 'with BN', normalization: { type: 'batch', epsilon: 1e-3 } }] }],
    [
      'the momentum of the running statistics',
      { arms: [{ name: 'with BN', normalization: { type: 'batch', momentum: 0.2 } }] },
    ],
    ['the bias', { network: { layers: [{ type: 'dense', units: 8, bias: 'always' }] } }],
    ['the images trained on', { data: { validationExamples: 32 } }],
    ['the normalization of the input', { data: { normalize: { mean: 0, std: 1 } } }],
    ['the schedule', { schedule: { warmupSteps: 10 } }],
    ['weight decay', { optimizer: { type: 'sgd', weightDecay: 1e-4 } }],
    [
      'the initialization',
      { network: { layers: [{ type: 'dense', units: 8 }], initialization: { scheme: 'he' } } },
    ],
    ['the start', { arms: [WITH, AFTER_BN] }],
  ])('depends on %s', (_, changes) => {
    expect(keyOf(changes)).not.toBe(keyOf({}))
  })

  test("depends on the data set's content", () => {
    expect(keyOf({}, { ...MNIST, digest: 'fedcba9876543210' })).not.toBe(keyOf({}))
  })

  test('is equal for two arms of equal settings, which are both planned', () => {
    const runs = plan({ arms: [WITH, { ...WITH, name: 'the same' }], batchSizes: [16], seeds: [1] })
    expect(runs.map(({ arm }) => arm)).toEqual(['with BN', 'the same'])
    expect(runs[0]!.key).toBe(runs[1]!.key)
  })
})
