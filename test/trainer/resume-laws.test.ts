import { describe, expect, test } from 'vitest'
import type { Checkpoint, Member } from '../../src/contract/trainer.ts'
import type { Recipe } from '../../src/domain/recipe.ts'
import { CohortLog } from '../../src/trainer/cohort-log.ts'
import { adam, batch, member, none, sgd, tinyRecipe } from './tiny-recipe.ts'
import { bitsOf, trainRun, trainToEnd, type TrainedRun } from './train-to-end.ts'

const backends = ['wasm', 'cpu'] as const
const recipes: { name: string; settings: Partial<Recipe> }[] = [
  { name: 'batch, SGD', settings: {} },
  { name: 'none, SGD', settings: { normalization: none } },
  { name: 'batch, Adam', settings: { optimizer: adam } },
  { name: 'none, Adam', settings: { normalization: none, optimizer: adam } },
]
const cases = backends.flatMap((backend) => recipes.map((one) => ({ backend, ...one })))
const from = (run: Member, checkpoint: Checkpoint): Member => ({
  ...run,
  start: { from: 'checkpoint', checkpoint },
})

/** Two parts of one run, put together as the host does. */
function joined(first: TrainedRun, second: TrainedRun): TrainedRun {
  const both = <T>(of: (run: TrainedRun) => T[]): T[] => [...of(first), ...of(second)]
  return {
    ...second,
    losses: both((run) => run.losses),
    accuracies: both((run) => run.accuracies),
    gradientNorms: both((run) => run.gradientNorms),
    evaluations: both((run) => run.evaluations),
    checkpoints: both((run) => run.checkpoints),
  }
}

describe('a run resumed from a checkpoint is bitwise the uninterrupted one', () => {
  test.each(cases)('after a stop within an epoch: $name on $backend', async ({ settings, backend }) => {
    // The seventh step of each epoch is its last.
    const budget = { unit: 'steps', amount: 100 } as const
    const recipe = tinyRecipe({ ...settings, budget, evaluateEveryEpochs: 10 })
    const whole = await trainRun(recipe, member(1), { backend })
    const stopped = await stoppedWithinEpoch(recipe, backend)
    const resumed = await trainRun(recipe, from(member(1), stopped.finished.checkpoint), { backend })
    expect(stopped.losses.length % 7).not.toBe(0)
    expect(resumed.batches[0]![0]).toBe(stopped.losses.length)
    expect(bitsOf(joined(stopped, resumed))).toEqual(bitsOf(whole))
  })

  test.each(cases)('from an epoch’s end: $name on $backend', async ({ settings, backend }) => {
    const recipe = tinyRecipe({
      ...settings,
      checkpointEveryEpochs: 1,
      budget: { unit: 'epochs', amount: 3 },
    })
    const whole = await trainRun(recipe, member(1), { backend })
    expect(whole.checkpoints.map(({ step }) => step)).toEqual([7, 14])
    for (const [i, checkpoint] of whole.checkpoints.entries()) {
      const resumed = await trainRun(recipe, from(member(1), checkpoint), { backend })
      expect(resumed.losses).toEqual(whole.losses.slice(checkpoint.step))
      expect(resumed.evaluations).toEqual(whole.evaluations.slice(i + 1))
      expect(bitsOf({ ...whole, finished: resumed.finished })).toEqual(bitsOf(whole))
    }
  })

  test('from checkpoints that the clock asked for, at whatever step it did', async () => {
    // So many epochs that the clock is looked at many times, on a machine that is ten times as fast too.
    const recipe = tinyRecipe({ budget: { unit: 'epochs', amount: 4000 } })
    const whole = await trainRun(recipe, member(1), { checkpointEverySeconds: 0.001 })
    expect(whole.checkpoints.length).toBeGreaterThan(1)
    for (const checkpoint of [whole.checkpoints[0]!, whole.checkpoints.at(-1)!]) {
      const resumed = await trainRun(recipe, from(member(1), checkpoint))
      expect(resumed.losses).toEqual(whole.losses.slice(checkpoint.step))
      expect(resumed.finished.checkpoint.tensors).toEqual(whole.finished.checkpoint.tensors)
    }
  })

  test('after a stop at an epoch’s very end, which has been evaluated', async () => {
    // Every step is an epoch, so a stop can only come at one's end.
    const recipe = tinyRecipe({ batchSize: 101, budget: { unit: 'epochs', amount: 400 } })
    const whole = await trainRun(recipe, member(1))
    const stopped = await trainRun(recipe, member(1), { stopRequested: () => true, msPerLook: 3 })
    expect(stopped.losses.length).toBeLessThan(400)
    const resumed = await trainRun(recipe, from(member(1), stopped.finished.checkpoint))
    expect(bitsOf(joined(stopped, resumed))).toEqual(bitsOf(whole))
  })

  test('as a cohort, resumed together', async () => {
    const recipe = tinyRecipe({ checkpointEveryEpochs: 1 })
    const whole = await trainToEnd(recipe, [member(1), member(2)])
    const later = [1, 2].map((seed) => from(member(seed), whole.get(`seed ${seed}`)!.checkpoints[0]!))
    const resumed = await trainToEnd(recipe, later)
    for (const [runKey, run] of whole)
      expect(bitsOf({ ...run, finished: resumed.get(runKey)!.finished })).toEqual(bitsOf(run))
  })

  test('for no checkpoint lies after a spike, which a resume from there would not know of', async () => {
    // Each step takes milliseconds here, so that checkpoints are due within the only epoch, after the spike too.
    const plain = { normalization: none, optimizer: { ...sgd, momentum: 0, weightDecay: 0 } }
    const budget = { unit: 'epochs', amount: 1 } as const
    const schedule = { shape: { type: 'constant' }, warmupSteps: 0 } as const
    const recipe = tinyRecipe({ ...plain, schedule, batchSize: 2, trainExamples: 380, budget })
    const options = { backend: 'cpu', checkpointEverySeconds: 0.001 } as const
    const calm = await trainRun(recipe, member(1), options)
    expect(calm.checkpoints.length).toBeGreaterThan(1)
    const wild = await trainRun(recipe, member(1, { learningRate: 1e5 }), options)
    const spike = wild.losses.findIndex((loss) => !(loss < 1000 * wild.losses[0]!))
    expect(wild.finished.outcome).toBe('diverged')
    expect(wild.checkpoints.filter(({ step }) => step > spike)).toEqual([])
  })

  test('which judges divergence against the first loss of all', async () => {
    const plain = { normalization: none, optimizer: { ...sgd, momentum: 0, weightDecay: 0 } }
    const schedule = { shape: { type: 'constant' }, warmupSteps: 0 } as const
    const budget = { unit: 'steps', amount: 9 } as const
    const recipe = tinyRecipe({ ...plain, schedule, budget, checkpointEveryEpochs: 1 })
    const [checkpoint] = (await trainRun(recipe, member(1))).checkpoints
    const wild = (initialLoss: number) =>
      trainRun(recipe, from(member(1, { learningRate: 1e5 }), { ...checkpoint!, initialLoss }))
    const { finished, losses } = await wild(2)
    expect(losses[1]).toBeGreaterThan(2000)
    expect(finished.outcome).toBe('diverged')
    expect((await wild(losses[1]!)).finished.outcome).toBe('done')
  })

  test('and whose members each go on from their own seconds', async () => {
    const members = [10, 500].map((secondsTrained, seed) => checkpointOf(member(seed), secondsTrained))
    const resumed = await trainToEnd(tinyRecipe({ checkpointEveryEpochs: 1 }), await Promise.all(members))
    const trained = [...resumed.values()].map(({ finished }) => finished.checkpoint.secondsTrained)
    expect(trained[0]).toBeLessThan(400)
    expect(trained[1]! - trained[0]!).toBeCloseTo(490, 9)
    const seconds = [...resumed.values()].map((run) => run.seconds)
    expect(
      seconds.map((all) => all[0]! > 0 && all.every((value, i) => i === 0 || value >= all[i - 1]!)),
    ).toEqual([true, true])
    expect(seconds[1]![0]! - seconds[0]![0]!).toBeCloseTo(490, 3)
  })

  test('and only finishes when it had taken its last step', async () => {
    const whole = await trainRun(tinyRecipe(), member(1))
    const resumed = await trainRun(tinyRecipe(), from(member(1), whole.finished.checkpoint))
    expect(resumed.losses).toEqual([])
    expect(bitsOf({ ...whole, finished: resumed.finished })).toEqual(bitsOf(whole))
  })
})

/** A run to resume from its first epoch's end, as if it had trained so long until then. */
async function checkpointOf(run: Member, secondsTrained: number): Promise<Member> {
  const [checkpoint] = (await trainRun(tinyRecipe({ checkpointEveryEpochs: 1 }), run)).checkpoints
  return from(run, { ...checkpoint!, secondsTrained })
}

async function stoppedWithinEpoch(recipe: Recipe, backend: 'wasm' | 'cpu'): Promise<TrainedRun> {
  for (let attempt = 0; attempt < 20; attempt++) {
    let asked = 0
    const stopRequested = () => asked++ >= attempt % 3
    const run = await trainRun(recipe, member(1), { backend, stopRequested, msPerLook: 3 })
    if (run.losses.length % 7 !== 0) return run
  }
  throw new Error('every stop fell on the end of an epoch')
}

describe('a run that starts from weights', () => {
  const prepared = trainRun(tinyRecipe(), member(1))
  const start = (tensors: Checkpoint['tensors']) => member(1, { start: { from: 'weights', tensors } })

  test('begins with them and a fresh optimizer, at step 0', async () => {
    const { finished } = await prepared
    const { tensors } = finished.checkpoint
    const run = await trainRun(tinyRecipe(), start(tensors))
    const withoutOptimizer = Object.entries(tensors).filter(([key]) => !key.includes(':'))
    expect(withoutOptimizer.length).toBeLessThan(Object.keys(tensors).length)
    expect(bitsOf(run)).toEqual(
      bitsOf(await trainRun(tinyRecipe(), start(Object.fromEntries(withoutOptimizer)))),
    )
    expect(run.batches[0]![0]).toBe(0)
    expect(run.losses[0]).toBeLessThan((await prepared).losses[0]!)
  })

  test('from trained weights is not diverged because its first batch was easy', async () => {
    const [easy, usual, wild] = [1e-4, 0.15, 2400]
    const outcomes = [usual, wild].map(async (later) => {
      const losses = Promise.resolve(Float32Array.of(easy, 0, 0, later, 0, 0))
      const log = new CohortLog([start({})], 0, 10, () => losses)
      log.stepEnded(0)
      log.stepEnded(0)
      await log.take()
      return log.active()[0]!.diverged
    })
    expect(await Promise.all(outcomes)).toEqual([false, true])
  })

  test('has fresh arrays for the layers that the other arm lacked', async () => {
    const plain = await trainRun(tinyRecipe({ normalization: none }), member(1))
    const run = await trainRun(tinyRecipe({ normalization: batch }), start(plain.finished.checkpoint.tensors))
    expect(run.finished.outcome).toBe('done')
  })
})

describe('a start that does not fit is refused by name:', () => {
  const checkpointWith = async (change: (tensors: Checkpoint['tensors']) => Checkpoint['tensors']) => {
    const { checkpoint } = (await trainRun(tinyRecipe(), member(1))).finished
    return from(member(1), { ...checkpoint, step: 3, tensors: change(checkpoint.tensors) })
  }
  const without = (key: string) => (tensors: Checkpoint['tensors']) =>
    Object.fromEntries(Object.entries(tensors).filter(([other]) => other !== key))

  test.each(['0.weight', '1.gamma', '0.runningVariance', '2.bias:velocity'])(
    'a checkpoint without %s',
    async (key) => {
      const start = await checkpointWith(without(key))
      await expect(trainRun(tinyRecipe(), start)).rejects.toThrow(`seed 1 does not fit: ${key} is missing`)
    },
  )

  test('an array of another size', async () => {
    const start = await checkpointWith((tensors) => ({ ...tensors, '1.gamma': new Float32Array(8) }))
    const message = '1.gamma is 8 values long, must be 9 values'
    await expect(trainRun(tinyRecipe(), start)).rejects.toThrow(message)
  })

  test('weights of another network', async () => {
    const start = member(1, { start: { from: 'weights', tensors: { '0.weight': new Float32Array(7) } } })
    await expect(trainRun(tinyRecipe(), start)).rejects.toThrow('0.weight is 7 values long, must be 1300')
  })

  test('members that start at different steps', async () => {
    const members = [await checkpointWith((tensors) => tensors), member(2)]
    await expect(trainToEnd(tinyRecipe(), members)).rejects.toThrow(
      'start at steps 3, 0; they must start at one',
    )
  })
})
