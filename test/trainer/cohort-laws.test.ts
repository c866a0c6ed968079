import { stepPlan } from '../../src/domain/recipe.ts'
import { describe, expect, test } from 'vitest'
import type { Member } from '../../src/contract/trainer.ts'
import type { Recipe } from '../../src/domain/recipe.ts'
import { adam, hidden, member, none, sgd, tinyRecipe } from './tiny-recipe.ts'
import { bitsOf, trainRun, trainToEnd, type TrainedRun, type TrainOptions } from './train-to-end.ts'

const backends = ['wasm', 'cpu'] as const
const widths = {
  layers: [{ ...hidden, units: 17, activation: 'gelu' } as const, { ...hidden, units: 10 }],
  initialization: { scheme: 'he' } as const,
}
const recipes: { name: string; recipe: Recipe }[] = [
  { name: 'batch, SGD, a smaller last batch', recipe: tinyRecipe() },
  { name: 'none, SGD, full batches', recipe: tinyRecipe({ normalization: none, trainExamples: 96 }) },
  { name: 'batch, Adam, other widths', recipe: tinyRecipe({ optimizer: adam, network: widths }) },
  { name: 'none, Adam, a smaller last batch', recipe: tinyRecipe({ optimizer: adam, normalization: none }) },
]
const cases = backends.flatMap((backend) => recipes.map((one) => ({ backend, ...one })))
const five = [1, 2, 3, 4, 5].map((seed) => member(seed, { learningRate: seed / 100 }))

/** Expects members of a cohort to be bitwise what they are alone. */
async function expectAsAlone(
  recipe: Recipe,
  together: Map<string, TrainedRun>,
  members: readonly Member[],
  options: TrainOptions = {},
): Promise<void> {
  for (const one of members) {
    const alone = await trainRun(recipe, one, options)
    expect(bitsOf(together.get(one.runKey)!), one.runKey).toEqual(bitsOf(alone))
  }
}

describe('a member of a cohort', () => {
  test.each(cases)('is bitwise the run alone: $name on $backend', async ({ recipe, backend }) => {
    const together = await trainToEnd(recipe, five, { backend })
    expect(together.get('seed 3')!.finished.result).not.toBeNull()
    await expectAsAlone(recipe, together, [five[0]!, five[2]!, five[4]!], { backend })
  })

  test('may share its seed with another of another rate', async () => {
    const members = [0.01, 0.05].map((learningRate) =>
      member(1, { runKey: `rate ${learningRate}`, learningRate }),
    )
    const together = await trainToEnd(tinyRecipe(), members)
    await expectAsAlone(tinyRecipe(), together, members)
    expect(together.get('rate 0.01')!.losses[0]).toBe(together.get('rate 0.05')!.losses[0])
  })
})

describe('a member that diverges', () => {
  const wild = (seed: number) => member(seed, { learningRate: 1e20 })
  const recipe = tinyRecipe({ normalization: none, budget: { unit: 'epochs', amount: 3 } })

  test.each(backends)('leaves the others bitwise untouched on %s', async (backend) => {
    const together = await trainToEnd(recipe, [five[0]!, wild(2), five[2]!], { backend })
    await expectAsAlone(recipe, together, [five[0]!, five[2]!], { backend })
  })

  test.each(backends)(
    'is reported as diverged on %s, at the end of its epoch and with every point',
    async (backend) => {
      const together = await trainToEnd(recipe, [five[0]!, wild(2)], { backend })
      const { finished, losses, evaluations } = together.get('seed 2')!
      expect(finished.outcome).toBe('diverged')
      expect(losses).toHaveLength(7)
      expect(losses.some(Number.isNaN)).toBe(true)
      expect(Number.isFinite(losses[0])).toBe(true)
      expect(evaluations.map(({ step }) => step)).toEqual([7])
      expect(finished.checkpoint).toMatchObject({ step: 7, initialLoss: losses[0] })
      expect(finished.result!.confusion.reduce((a, b) => a + b, 0)).toBe(recipe.testExamples)
      expect(together.get('seed 1')!.finished.outcome).toBe('done')
      expect(together.get('seed 1')!.losses).toHaveLength(21)
    },
  )

  test('ends the training when it is the only one', async () => {
    const { finished, losses } = await trainRun(recipe, wild(1))
    expect(finished.outcome).toBe('diverged')
    expect(losses).toHaveLength(7)
  })

  test('and is stopped before its epoch ends is diverged all the same', async () => {
    const long = tinyRecipe({ batchSize: 2, trainExamples: 380, budget: { unit: 'epochs', amount: 1 } })
    let asked = 0
    const stopRequested = () => ++asked > 2
    const { finished, losses } = await trainRun(long, wild(1), {
      ...{ backend: 'cpu', stopRequested, msPerLook: 3 },
    })
    expect(losses.length).toBeLessThan(stepPlan(long).totalSteps)
    expect(losses.some(Number.isNaN)).toBe(true)
    expect(finished).toMatchObject({ outcome: 'diverged', checkpoint: { step: losses.length } })
    expect(finished.result).not.toBeNull()
  })

  test('by a loss of over 1,000 times the first is diverged though all is finite', async () => {
    const optimizer = { ...sgd, momentum: 0, weightDecay: 0 }
    const schedule = { shape: { type: 'constant' }, warmupSteps: 0 } as const
    const { finished, losses } = await trainRun(
      tinyRecipe({ normalization: none, optimizer, schedule, budget: { unit: 'steps', amount: 2 } }),
      member(1, { learningRate: 1e5 }),
    )
    expect(losses.every(Number.isFinite)).toBe(true)
    expect(losses[1]).toBeGreaterThan(1000 * losses[0]!)
    expect(finished.outcome).toBe('diverged')
  })
})

describe('a member that is stopped', () => {
  const amount = { wasm: 100, cpu: 40 }
  const recipeOn = (backend: 'wasm' | 'cpu') =>
    tinyRecipe({ budget: { unit: 'steps', amount: amount[backend] }, evaluateEveryEpochs: 20 })

  test.each(backends)('leaves the others bitwise untouched on %s', async (backend) => {
    const recipe = recipeOn(backend)
    const stopRequested = (runKey: string) => runKey === 'seed 2'
    const together = await trainToEnd(recipe, five.slice(0, 3), { backend, stopRequested, msPerLook: 3 })
    const stopped = together.get('seed 2')!
    expect(stopped.finished).toMatchObject({ outcome: 'stopped', result: null })
    expect(stopped.losses.length).toBeLessThan(amount[backend])
    expect(stopped.finished.checkpoint.step).toBe(stopped.losses.length)
    await expectAsAlone(recipe, together, [five[0]!, five[2]!], { backend })
  })

  test('has what it had alone up to there', async () => {
    const recipe = recipeOn('wasm')
    const stopped = await trainRun(recipe, member(1), { stopRequested: () => true, msPerLook: 3 })
    const whole = await trainRun(recipe, member(1))
    expect(stopped.losses.length).toBeGreaterThan(0)
    expect(stopped.losses).toEqual(whole.losses.slice(0, stopped.losses.length))
  })
})
