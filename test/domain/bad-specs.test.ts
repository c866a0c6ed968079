import { describe, expect, test } from 'vitest'
import { messagesOf, specWith, WITH, WITHOUT } from './specs.ts'

const dense = { type: 'dense', units: 8 }
const trained = (arm: string, batchSize = 64) => ({ from: 'trained', arm, batchSize, epochs: 3 })
const network = (...layers: unknown[]) => ({ network: { layers } })
const schedule = (shape: unknown) => ({ schedule: { shape } })

const cases: [what: string, spec: unknown, ...messages: string[]][] = [
  ['no object', [1, 'two', { three: 3 }], 'the spec is [1, "two", { three }]: must be an object'],
  [
    'another version, and nothing else of it',
    { spec: 2, grid: {} },
    'spec is 2: must be 1, the only version of specs that this program reads',
  ],
  [
    'an unknown key with its nearest known one',
    specWith({ learningRate: [0.1] }),
    'learningRate is not a known key (did you mean learningRates?): must be one of spec, name, data, network, ' +
      'optimizer, arms, batchSizes, learningRates, seeds, learningRateRule, schedule, budget, lastBatch, ' +
      'evaluation, checkpointEveryEpochs, targetAccuracy',
  ],
  [
    'an unknown key without a near one, in a layer',
    specWith(network({ ...dense, dropout: 0.5 })),
    'network.layers[0].dropout is not a known key: must be one of type, units, activation, normalization, bias',
  ],
  [
    'missing keys',
    specWith({ budget: { amount: 5 }, seeds: undefined }),
    'seeds is missing: must be a list with at least one entry',
    'budget.unit is missing: must be one of epochs, steps, examples',
  ],
  ['an empty list', specWith({ batchSizes: [] }), 'batchSizes is []: must be a list with at least one entry'],
  [
    'a batch size that is no whole number',
    specWith({ batchSizes: [16, 2.5] }),
    'batchSizes[1] is 2.5: must be a whole number of at least 1',
  ],
  [
    'learning rates that are no positive numbers',
    specWith({ learningRates: [0, NaN, Infinity, '0.1'] }),
    'learningRates[0] is 0: must be a number above 0',
    'learningRates[1] is NaN: must be a number above 0',
    'learningRates[2] is Infinity: must be a number above 0',
    'learningRates[3] is "0.1": must be a number above 0',
  ],
  [
    'a seed that is too large',
    specWith({ seeds: [2 ** 31] }),
    'seeds[0] is 2147483648: must be a whole number from 0 to 2147483647',
  ],
  [
    'a momentum of more than 1',
    specWith({ optimizer: { type: 'sgd', momentum: 1.2 } }),
    'optimizer.momentum is 1.2: must be at least 0 and less than 1',
  ],
  [
    'an unknown optimizer',
    specWith({ optimizer: { type: 'rmsprop' } }),
    'optimizer.type is "rmsprop": must be one of sgd, adam',
  ],
  [
    "another optimizer's setting",
    specWith({ optimizer: { type: 'adam', momentum: 0.9 } }),
    'optimizer.momentum is not a known key: must be one of type, beta1, beta2, epsilon, weightDecay, decayNormAndBias',
  ],
  [
    'Nesterov without momentum',
    specWith({ optimizer: { type: 'sgd', momentum: 0, nesterov: true } }),
    'optimizer.nesterov is true: must be false where optimizer.momentum is 0',
  ],
  [
    'a running-statistics momentum of 0',
    specWith({ arms: [{ name: 'BN', normalization: { type: 'batch', momentum: 0 } }] }),
    'arms[0].normalization.momentum is 0: must be above 0 and at most 1',
  ],
  [
    'an unknown activation',
    specWith(network({ ...dense, activation: 'swish' })),
    'network.layers[0].activation is "swish": must be one of relu, sigmoid, tanh, gelu, identity',
  ],
  [
    'a Gaussian initialization without its scale',
    specWith({ network: { layers: [dense], initialization: { scheme: 'gaussian' } } }),
    'network.initialization.scale is missing: must be a number above 0',
  ],
  [
    'two arms of one name',
    specWith({ arms: [WITH, { ...WITHOUT, name: WITH.name }] }),
    'arms[1].name is "with BN": must be a name of its own; arms[0] has it already',
  ],
  [
    'values that come twice',
    specWith({ batchSizes: [16, 16], learningRates: [0.1, 0.01, 0.1], seeds: [1, 1] }),
    'batchSizes[1] is 16: must not repeat entry 0 of the list',
    'learningRates[2] is 0.1: must not repeat entry 0 of the list',
    'seeds[1] is 1: must not repeat entry 0 of the list',
  ],
  [
    "an arm's batch size that is not the experiment's",
    specWith({ arms: [WITHOUT, { ...WITH, batchSizes: [16, 32] }] }),
    'arms[1].batchSizes[1] is 32: must be one of batchSizes: 16, 64',
  ],
  [
    'a batch size that no arm trains with',
    specWith({ arms: [{ ...WITHOUT, batchSizes: [16] }] }),
    'batchSizes[1] is 64: must be a batch size of at least one arm',
  ],
  [
    'batch normalization tested on a single image',
    specWith({ data: { testExamples: 1 } }),
    'data.testExamples is 1: must be at least 2 for an arm with batch normalization, which is also tested with the ' +
      'statistics of a batch: one image has no variance',
  ],
  [
    'batch normalization of single images',
    specWith({ batchSizes: [1, 64] }),
    'batchSizes is [1, 64]: must be at least 2 for an arm with batch normalization: one image has no variance; ' +
      "use the arm's batchSizes to leave 1 out",
  ],
  [
    'batch normalization without a place in the network',
    specWith(network({ ...dense, normalization: 'none' })),
    'arms[1].normalization.type is "batch": must be none, because no layer of the network has a normalization of ' +
      'before-activation or after-activation',
  ],
  [
    'a start from an arm that is not there',
    specWith({ arms: [{ ...WITHOUT, start: trained('no BN') }] }),
    'arms[0].start.arm is "no BN": must be the name of an arm: without BN',
  ],
  [
    'starts in a circle',
    specWith({
      arms: [
        { ...WITHOUT, start: trained('b') },
        { ...WITHOUT, name: 'b', start: trained('without BN') },
      ],
    }),
    'arms[0].start.arm is "b": must lead to an arm that starts fresh, but leads in a circle: ' +
      'without BN → b → without BN',
    'arms[1].start.arm is "without BN": must lead to an arm that starts fresh, but leads in a circle: ' +
      'b → without BN → b',
  ],
  [
    'a start from a network with other arrays',
    specWith({ arms: [WITHOUT, { ...WITH, start: trained('without BN') }] }),
    'arms[1].start.arm is "without BN": must be an arm whose network has the same arrays as this one; they differ ' +
      'in 0.gamma, 0.beta, 0.runningMean, 0.runningVariance, 0.bias',
  ],
  [
    'a start from batch normalization of single images',
    specWith({ arms: [WITH, { ...WITH, name: 'continued', start: trained('with BN', 1) }] }),
    'arms[1].start.batchSize is 1: must be at least 2 for an arm with batch normalization: one image has no variance',
  ],
  [
    'more validation than training images',
    specWith({ data: { trainExamples: 500, validationExamples: 500 } }),
    'data.validationExamples is 500: must be less than data.trainExamples, of which they are a part (500)',
  ],
  [
    'milestones that go back',
    specWith(schedule({ type: 'step', epochs: [3, 2, 2] })),
    'schedule.shape.epochs[1] is 2: must be more than the epoch before it in the list (3)',
    'schedule.shape.epochs[2] is 2: must be more than the epoch before it in the list (2)',
  ],
  [
    'a target accuracy in percent',
    specWith({ targetAccuracy: 95 }),
    'targetAccuracy is 95: must be above 0 and at most 1, or null',
  ],
  [
    'a grid of too many runs',
    specWith({ seeds: Array.from({ length: 3000 }, (_, i) => i) }),
    'the spec is a grid of 12000 runs: must be at most 10000 runs: arms × batch sizes × learning rates × seeds',
  ],
  [
    'a list longer than any grid',
    specWith({ seeds: Array.from({ length: 10_001 }, () => 1) }),
    'seeds is [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,…: must be a list of at most 10000 entries',
  ],
  [
    'more layers than any network',
    specWith({ network: { layers: Array.from({ length: 1001 }, () => ({ type: 'dense', units: 8 })) } }),
    'network.layers is [{ type, units }, { type, units }, { type, units }, { type, …: must be a list of at most 1000 layers',
  ],
  [
    'an object where a list belongs, and the reverse',
    specWith({ arms: { a: 1 }, evaluation: [] }),
    'arms is { a }: must be a list with at least one entry',
    'evaluation is []: must be an object',
  ],
]

describe('a bad spec is refused with the path, the value and what is allowed', () => {
  test.each(cases)('%s', (_, spec, ...messages) => {
    expect(messagesOf(spec)).toEqual(messages)
  })

  test('whatever is given, nothing is thrown and something is said', () => {
    const circle: { self?: unknown } = {}
    circle.self = circle
    for (const input of [
      undefined,
      null,
      1n,
      Symbol('s'),
      () => 1,
      circle,
      [circle],
      { spec: 1, arms: [1n] },
    ]) {
      expect(messagesOf(input).length).toBeGreaterThan(0)
    }
  })
})
