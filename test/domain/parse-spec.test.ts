import { describe, expect, test } from 'vitest'
import { parseSpec } from '../../src/domain/parse-spec.ts'
import { problemsText } from '../../src/domain/spec-problem.ts'
import { messagesOf, parsed, specWith, WITH } from './specs.ts'

describe('a spec', () => {
  test('written short has a default for all that it leaves out', () => {
    expect(parsed(specWith())).toEqual({
      spec: 1,
      name: 'Untitled experiment',
      data: {
        dataset: 'digits',
        trainExamples: null,
        testExamples: null,
        validationExamples: 0,
        normalize: { mean: 0.5, std: 0.5 },
      },
      network: {
        layers: [
          { type: 'dense', units: 8, activation: 'relu', normalization: 'before-activation', bias: 'auto' },
        ],
        initialization: { scheme: 'pytorch-linear' },
      },
      optimizer: { type: 'sgd', momentum: 0.9, nesterov: false, weightDecay: 0, decayNormAndBias: true },
      arms: [
        { name: 'without BN', normalization: { type: 'none' }, batchSizes: null, start: { from: 'fresh' } },
        {
          name: 'with BN',
          normalization: { type: 'batch', momentum: 0.1, epsilon: 1e-5, affine: true },
          batchSizes: null,
          start: { from: 'fresh' },
        },
      ],
      batchSizes: [16, 64],
      learningRates: [0.01],
      seeds: [1, 2, 3, 4, 5],
      learningRateRule: { rule: 'fixed', referenceBatchSize: 64 },
      schedule: { shape: { type: 'constant' }, warmupSteps: 0 },
      budget: { unit: 'epochs', amount: 5 },
      lastBatch: 'auto',
      evaluation: { everyEpochs: 1, trainExamples: null },
      checkpointEveryEpochs: null,
      targetAccuracy: null,
    })
  })

  test('that was read, written as JSON and read again is the same', () => {
    const spec = parsed(
      specWith({
        optimizer: { type: 'adam', weightDecay: 1e-4 },
        schedule: { shape: { type: 'step', epochs: [2, 4] }, warmupSteps: 10 },
        arms: [
          WITH,
          { ...WITH, name: 'continued', start: { from: 'trained', arm: 'with BN', batchSize: 8, epochs: 1 } },
        ],
      }),
    )
    expect(parsed(JSON.parse(JSON.stringify(spec)))).toEqual(spec)
  })

  test('is not changed by being read', () => {
    const input = Object.freeze(specWith({ data: Object.freeze({ dataset: 'mnist' }) }))
    expect(parsed(input).data.dataset).toBe('mnist')
    expect(input).toEqual(specWith({ data: { dataset: 'mnist' } }))
  })

  test.each([
    [
      'no hidden layer, without batch normalization',
      { network: { layers: [] }, arms: [{ name: 'a', normalization: { type: 'none' } }] },
    ],
    [
      'single images, without batch normalization',
      {
        batchSizes: [1, 64],
        arms: [
          { name: 'a', normalization: { type: 'none' } },
          { ...WITH, batchSizes: [64] },
        ],
      },
    ],
    ['a seed of 0', { seeds: [0] }],
    [
      'a chain of starts',
      {
        arms: [
          WITH,
          { ...WITH, name: 'b', start: { from: 'trained', arm: 'with BN', batchSize: 16, epochs: 1 } },
          { ...WITH, name: 'c', start: { from: 'trained', arm: 'b', batchSize: 16, epochs: 1 } },
        ],
      },
    ],
    [
      'other momentum after a start',
      {
        arms: [
          WITH,
          {
            name: 'b',
            normalization: { type: 'batch', momentum: 0.5 },
            start: { from: 'trained', arm: 'with BN', batchSize: 16, epochs: 1 },
          },
        ],
      },
    ],
  ])('may have %s', (_, changes) => {
    expect(messagesOf(specWith(changes))).toEqual([])
  })

  test('that is refused says every problem, one a line, with its path and value', () => {
    const result = parseSpec(specWith({ seeds: [-1], budget: { unit: 'hours', amount: 1 } }))
    expect(result).toMatchObject({
      ok: false,
      problems: [
        { path: 'seeds[0]', value: -1 },
        { path: 'budget.unit', value: 'hours' },
      ],
    })
    expect(result.ok ? '' : problemsText(result.problems)).toBe(
      'seeds[0] is -1: must be a whole number from 0 to 2147483647\n' +
        'budget.unit is "hours": must be one of epochs, steps, examples',
    )
  })
})
