import { describe, expect, test } from 'vitest'
import type { Recipe } from '../../src/domain/recipe.ts'
import { adam, batch, member, none, sgd, tinyRecipe } from './tiny-recipe.ts'
import { bitsOf, trainRun, trainToEnd, type TrainedRun } from './train-to-end.ts'

const backends = ['wasm', 'cpu'] as const
const steps = (amount: number): Recipe['budget'] => ({ unit: 'steps', amount })

const recipes: { name: string; recipe: Recipe }[] = [
  { name: 'none, SGD', recipe: tinyRecipe({ normalization: none }) },
  { name: 'batch, SGD, a smaller last batch', recipe: tinyRecipe() },
  {
    name: 'none, Adam, full batches',
    recipe: tinyRecipe({ normalization: none, optimizer: adam, trainExamples: 96 }),
  },
  { name: 'batch, Adam, a merged last batch', recipe: tinyRecipe({ optimizer: adam, lastBatch: 'merge' }) },
]
const cases = backends.flatMap((backend) => recipes.map((one) => ({ backend, ...one })))

/** Whether the metrics events follow one another without gap or overlap, from the first step on. */
function expectUnbroken({ batches, losses, accuracies, gradientNorms }: TrainedRun, firstStep: number): void {
  let next = firstStep
  for (const [first, count] of batches) {
    expect(first).toBe(next)
    next += count
  }
  expect(next - firstStep).toBe(losses.length)
  expect([accuracies.length, gradientNorms.length]).toEqual([losses.length, losses.length])
}

describe('a run', () => {
  test.each(cases)('is the same bits again: $name on $backend', async ({ recipe, backend }) => {
    const [first, second] = [
      await trainRun(recipe, member(1), { backend }),
      await trainRun(recipe, member(1), { backend }),
    ]
    expect(bitsOf(first)).toEqual(bitsOf(second))
    expect(bitsOf(await trainRun(recipe, member(2), { backend }))).not.toEqual(bitsOf(first))
  })

  test.each(backends)('learns on %s', async (backend) => {
    const recipe = tinyRecipe({ budget: { unit: 'epochs', amount: 12 }, trainExamples: 380, batchSize: 32 })
    const { finished, losses } = await trainRun(recipe, member(1), { backend })
    expect(losses.at(-1)).toBeLessThan(losses[0]! / 3)
    expect(finished.result!.running.accuracy).toBeGreaterThan(0.8)
  })

  test.each(backends)('is not changed by its evaluation on %s', async (backend) => {
    const budget = { unit: 'epochs', amount: 4 } as const
    const often = tinyRecipe({ budget, evaluateEveryEpochs: 1, checkpointEveryEpochs: 1 })
    const atEnd = tinyRecipe({ budget, evaluateEveryEpochs: 100, evaluatedTrainExamples: 0 })
    const [evaluated, trained] = [
      await trainRun(often, member(1), { backend }),
      await trainRun(atEnd, member(1), { backend }),
    ]
    expect(evaluated.evaluations.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4])
    expect(trained.evaluations.map(({ epoch }) => epoch)).toEqual([4])
    expect(evaluated.losses).toEqual(trained.losses)
    expect(evaluated.finished.checkpoint.tensors).toEqual(trained.finished.checkpoint.tensors)
    expect(evaluated.finished.result).toEqual(trained.finished.result)
  })

  test('tells every step once, however long it takes', async () => {
    const recipe = tinyRecipe({ budget: steps(1500), evaluateEveryEpochs: 100, trainExamples: 380 })
    const run = await trainRun(recipe, member(1))
    expect(run.losses).toHaveLength(1500)
    expect(run.losses.every(Number.isFinite)).toBe(true)
    expectUnbroken(run, 0)
  })

  test('whose budget in steps ends within an epoch ends there, evaluated and stored', async () => {
    const run = await trainRun(tinyRecipe({ budget: steps(10) }), member(1))
    expect(run.losses).toHaveLength(10)
    expectUnbroken(run, 0)
    expect(run.evaluations.map(({ step, epoch }) => [step, epoch])).toEqual([
      [7, 1],
      [10, 10 / 7],
    ])
    expect(run.finished).toMatchObject({ outcome: 'done', checkpoint: { step: 10 } })
  })

  test.each([
    ['drop', 6],
    ['keep', 7],
    ['merge', 6],
    ['auto', 7],
  ] as const)('under the rule %s takes %i steps an epoch', async (lastBatch, perEpoch) => {
    const run = await trainRun(tinyRecipe({ lastBatch }), member(1))
    expect(run.losses).toHaveLength(2 * perEpoch)
    expect(run.finished.checkpoint.step).toBe(2 * perEpoch)
    // 16 images a batch, 5 in a kept and 21 in a merged last one: the share correct is a multiple of 1/size.
    const lastSize = { drop: 16, keep: 5, merge: 21, auto: 5 }[lastBatch]
    const correct = run.accuracies[perEpoch - 1]! * lastSize
    expect(correct).toBeCloseTo(Math.round(correct), 4)
  })

  test('without velocity trains, which momentum changes', async () => {
    const plain = await trainRun(tinyRecipe({ optimizer: { ...sgd, momentum: 0 } }), member(1))
    const heavy = await trainRun(tinyRecipe(), member(1))
    expect(plain.losses[0]).toBe(heavy.losses[0])
    expect(plain.losses[2]).not.toBe(heavy.losses[2])
  })
})

describe('paired arms', () => {
  test('start from the same weights', async () => {
    const start = async (normalization: Recipe['normalization']) => {
      // A rate that moves no weight: what is stored at the end is what was there at the start.
      const recipe = tinyRecipe({ normalization, budget: steps(1), optimizer: { ...sgd, weightDecay: 0 } })
      return (await trainRun(recipe, member(3, { learningRate: 1e-30 }))).finished.checkpoint.tensors
    }
    const [plain, normalized] = [await start(none), await start(batch)]
    for (const key of ['0.weight', '1.weight', '2.weight', '2.bias'])
      expect(normalized[key], key).toEqual(plain[key])
    expect([...normalized['0.gamma']!].every((value) => value === 1)).toBe(true)
    expect(normalized['0.bias']).toBeUndefined()
  })

  test('see the same images in the same order', async () => {
    // Momentum 1 leaves in the first running mean the last batch's own: the mean of its images through the weights.
    const inputs = async (settings: Partial<Recipe>) => {
      const normalization = { ...batch, momentum: 1 }
      const recipe = tinyRecipe({
        normalization,
        budget: steps(9),
        optimizer: { ...sgd, weightDecay: 0 },
        ...settings,
      })
      const run = await trainRun(recipe, member(3, { learningRate: 1e-30 }))
      return run.finished.checkpoint.tensors['0.runningMean']
    }
    const arm = await inputs({})
    expect(await inputs({ normalization: { ...batch, momentum: 1, epsilon: 1 } })).toEqual(arm)
    expect(await inputs({ epochsBefore: 1 })).not.toEqual(arm)
  })
})

describe('the order after a preparing run', () => {
  test('goes on where that run left it', async () => {
    const settings = {
      optimizer: { ...sgd, weightDecay: 0 },
      schedule: { shape: { type: 'constant' }, warmupSteps: 0 },
    } as const
    const still = member(4, { learningRate: 1e-30 })
    const whole = await trainRun(tinyRecipe({ ...settings, normalization: none }), still)
    const second = await trainRun(
      tinyRecipe({
        ...settings,
        normalization: none,
        epochsBefore: 1,
        budget: { unit: 'epochs', amount: 1 },
      }),
      still,
    )
    expect(second.losses).toEqual(whole.losses.slice(7))
  })
})

test('members of a cohort that share nothing but the recipe share no numbers', async () => {
  const runs = await trainToEnd(tinyRecipe(), [member(1), member(2)])
  expect(runs.get('seed 1')!.losses).not.toEqual(runs.get('seed 2')!.losses)
})
