import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildLayers } from '../../src/domain/architecture.ts'
import { epochOrder } from '../../src/domain/batches.ts'
import { expandGrid, type PlannedRun } from '../../src/domain/grid.ts'
import { initialState } from '../../src/domain/initialization.ts'
import { MNIST, parsed, specWith, WITH, WITHOUT } from './specs.ts'

const SLOW_BN = { name: 'slow BN', normalization: { type: 'batch', momentum: 0.01 } } as const
const AFTER_BN = {
  ...WITH,
  name: 'after BN',
  start: { from: 'trained', arm: 'with BN', batchSize: 32, epochs: 2 },
}
const AFTER_THAT = {
  ...WITH,
  name: 'after that',
  start: { from: 'trained', arm: 'after BN', batchSize: 16, epochs: 1 },
}

function plan(changes: Record<string, unknown> = {}): PlannedRun[] {
  return expandGrid(parsed(specWith(changes)), { ...MNIST, trainCount: 640 })
}

const anySpec = fc.record({
  arms: fc
    .subarray([WITHOUT, SLOW_BN, AFTER_BN, AFTER_THAT])
    .map((others) => [...others, WITH, ...(others.includes(AFTER_BN) ? [] : [AFTER_BN])]),
  batchSizes: fc.shuffledSubarray([8, 16, 32, 64], { minLength: 1 }),
  learningRates: fc.shuffledSubarray([0.1, 0.01, 0.001], { minLength: 1 }),
  seeds: fc.shuffledSubarray([0, 1, 2, 7], { minLength: 1 }),
  learningRateRule: fc.constantFrom({ rule: 'fixed' }, { rule: 'linear' }, { rule: 'square-root' }),
  budget: fc.constantFrom({ unit: 'epochs', amount: 2 }, { unit: 'steps', amount: 40 }),
})

const compared = (runs: readonly PlannedRun[]) => runs.filter(({ role }) => role === 'compared')
const cell = ({ arm, batchSize, learningRate, seed }: PlannedRun) =>
  `${arm} ${batchSize} ${learningRate} ${seed}`

describe('the grid', () => {
  test('goes by arms, then batch sizes, learning rates and seeds, as they are listed', () => {
    const runs = plan({ batchSizes: [64, 16], learningRates: [0.1, 0.01], seeds: [2, 1] })
    expect(runs.map(cell)).toEqual([
      'without BN 64 0.1 2',
      'without BN 64 0.1 1',
      'without BN 64 0.01 2',
      'without BN 64 0.01 1',
      'without BN 16 0.1 2',
      'without BN 16 0.1 1',
      'without BN 16 0.01 2',
      'without BN 16 0.01 1',
      'with BN 64 0.1 2',
      'with BN 64 0.1 1',
      'with BN 64 0.01 2',
      'with BN 64 0.01 1',
      'with BN 16 0.1 2',
      'with BN 16 0.1 1',
      'with BN 16 0.01 2',
      'with BN 16 0.01 1',
    ])
  })

  test('has each cell once, is the same each time, and names a parent before its child', () => {
    fc.assert(
      fc.property(anySpec, (changes) => {
        const runs = plan(changes)
        expect(plan(changes)).toEqual(runs)
        const cells = compared(runs).map(cell)
        const { arms, batchSizes, learningRates, seeds } = changes
        expect(cells.length).toBe(arms.length * batchSizes.length * learningRates.length * seeds.length)
        expect(new Set(cells).size).toBe(cells.length)
        runs.forEach(({ parent }, at) => {
          if (parent !== null) expect(runs.slice(0, at).map(({ key }) => key)).toContain(parent)
        })
      }),
      { numRuns: 40 },
    )
  })

  test('gives one key to one content: arm, batch size, learning rate and seed differ, so do the keys', () => {
    fc.assert(
      fc.property(anySpec, (changes) => {
        const keys = plan(changes).map(({ key }) => key)
        expect(new Set(keys).size).toBe(keys.length)
        keys.forEach((key) => expect(key).toMatch(/^[0-9a-f]{16}$/))
      }),
      { numRuns: 40 },
    )
  })

  test('gives each run the same keys whatever the order of the lists', () => {
    fc.assert(
      fc.property(anySpec, (changes) => {
        const reversed = Object.fromEntries(
          Object.entries(changes).map(([key, value]) => [
            key,
            Array.isArray(value) ? value.toReversed() : value,
          ]),
        )
        const keysOf = (runs: readonly PlannedRun[]) =>
          runs.map((run) => `${cell(run)} ${run.key} ${run.pairKey} ${run.cohortKey}`).sort()
        expect(keysOf(plan(reversed))).toEqual(keysOf(plan(changes)))
      }),
      { numRuns: 40 },
    )
  })
})

describe('paired runs', () => {
  test('share their initial weights, bit for bit, and their data order, whatever the arm', () => {
    fc.assert(
      fc.property(anySpec, (changes) => {
        const pairs = [...Map.groupBy(compared(plan(changes)), ({ pairKey }) => pairKey).values()]
        for (const [first, ...others] of pairs) {
          for (const other of others) {
            expect(other.arm).not.toBe(first!.arm)
            expect(other.parent).toBe(first!.parent)
            expect(orderOf(other)).toEqual(orderOf(first!))
            const [ours, theirs] = [weightsOf(first!), weightsOf(other)]
            const shared = [...ours.keys()].filter((key) => theirs.has(key))
            expect(shared).toContain('0.weight')
            for (const key of shared) expect(theirs.get(key)).toEqual(ours.get(key))
          }
        }
      }),
      { numRuns: 20 },
    )
  })

  test('are each run of one fresh arm with that of another, and never a fresh with a continued one', () => {
    const runs = compared(plan({ arms: [WITHOUT, WITH, SLOW_BN, AFTER_BN], seeds: [1, 2] }))
    for (const group of Map.groupBy(runs, ({ pairKey }) => pairKey).values()) {
      const arms = group.map(({ arm }) => arm)
      expect([['without BN', 'with BN', 'slow BN'], ['after BN']]).toContainEqual(arms)
    }
  })
})

function orderOf({ seed, recipe }: PlannedRun): Int32Array {
  return epochOrder(seed, recipe.epochsBefore, recipe.trainExamples)
}

function weightsOf({ recipe, seed }: PlannedRun): Map<string, Float32Array> {
  const layers = buildLayers(recipe.network, recipe.normalization, 784, 10)
  return initialState(layers, recipe.network.initialization, seed)
}

describe('a cohort', () => {
  test('has members that differ in nothing but seed, learning rate and the weights they start from', () => {
    fc.assert(
      fc.property(anySpec, (changes) => {
        const cohorts = Map.groupBy(plan(changes), ({ cohortKey }) => cohortKey)
        for (const [first, ...others] of cohorts.values()) {
          for (const { recipe } of others) {
            expect({ ...recipe, budget: null }).toEqual({ ...first!.recipe, budget: null })
          }
        }
        const shapes = new Set(plan(changes).map(({ arm, batchSize, role }) => `${arm} ${batchSize} ${role}`))
        expect(cohorts.size).toBeLessThanOrEqual(shapes.size)
      }),
      { numRuns: 20 },
    )
  })
})

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

describe('a run that starts from trained weights', () => {
  const after = (epochs: number) => ({ from: 'trained', arm: 'with BN', batchSize: 16, epochs })
  const CONTINUED = { ...WITH, name: 'continued', batchSizes: [64], start: after(3) }

  test('has a preparation run of its seed and listed rate, made once for all that start from it', () => {
    const arms = [{ ...CONTINUED, batchSizes: [16, 64] }, WITH]
    const runs = plan({ arms, seeds: [4], learningRateRule: { rule: 'linear' } })
    const [preparation, ...children] = runs
    expect(preparation).toMatchObject({
      role: 'preparation',
      arm: 'with BN',
      batchSize: 16,
      seed: 4,
      learningRate: 0.01,
      scaledLearningRate: 0.0025,
      parent: null,
      recipe: { budget: { unit: 'epochs', amount: 3 }, epochsBefore: 0 },
    })
    expect(runs.filter(({ role }) => role === 'preparation')).toHaveLength(1)
    for (const child of children.slice(0, 2)) {
      expect(child).toMatchObject({ arm: 'continued', parent: preparation!.key, recipe: { epochsBefore: 3 } })
    }
  })

  test('starts from a compared run of equal content, which then comes first', () => {
    const runs = plan({ arms: [{ ...CONTINUED, start: after(5) }, WITH], seeds: [1] })
    expect(runs.map(({ role, arm, batchSize }) => [role, arm, batchSize])).toEqual([
      ['compared', 'with BN', 16],
      ['compared', 'continued', 64],
      ['compared', 'with BN', 64],
    ])
    expect(runs[1]!.parent).toBe(runs[0]!.key)
  })

  test('counts the epochs of all that went before it', () => {
    const runs = plan({ arms: [WITH, AFTER_BN, AFTER_THAT], batchSizes: [64], seeds: [1] })
    const last = runs.find(({ arm, role }) => arm === 'after that' && role === 'compared')!
    expect(last.recipe.epochsBefore).toBe(3)
  })
})
