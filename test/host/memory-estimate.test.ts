import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Member } from '../../src/contract/trainer.ts'
import type { Recipe } from '../../src/domain/recipe.ts'
import { estimateMemory } from '../../src/host/memory-estimate.ts'
import { forkTrainer, train, type ForkedTrainer } from '../trainer/forked-trainer.ts'
import { jobOf } from '../trainer/tiny-job.ts'
import { adam, hidden, member, tinyDataset, tinyRecipe } from '../trainer/tiny-recipe.ts'
import { plannedRun } from './planned-runs.ts'

function recipeOf(units: number, settings: Partial<Recipe>): Recipe {
  return tinyRecipe({
    network: {
      layers: [
        { ...hidden, units },
        { ...hidden, units },
      ],
      initialization: { scheme: 'pytorch-linear' },
    },
    optimizer: adam,
    ...settings,
  })
}

/** The most bytes of memory that a process of this machine has had at once, as Linux counts them. */
function peakOf(pid: number): number {
  const [, kibibytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))!
  return Number(kibibytes) * 1024
}

/** Waits for the end of a trainer's only job; returns the most memory that it has had until then. */
async function peakAtEnd(trainer: ForkedTrainer): Promise<number> {
  await trainer.next('idle')
  expect(trainer.events.filter(({ type }) => type === 'failed')).toEqual([])
  const peak = peakOf(trainer.process.pid!)
  trainer.send({ type: 'exit' })
  await trainer.ended
  return peak
}

const planned = (recipe: Recipe, size = 1) =>
  estimateMemory([{ run: plannedRun('a', { recipe }), size }], tinyDataset.info, 1).perTrainer

test.runIf(process.platform === 'linux').each([8, 3000])(
  'a trainer of a network with layers of %d units takes no more memory than was planned',
  async (units) => {
    const recipe = recipeOf(units, { budget: { unit: 'epochs', amount: 1 } })
    const trainer = forkTrainer()
    trainer.send(train(jobOf({ recipe })))
    expect(await peakAtEnd(trainer)).toBeLessThan(planned(recipe))
  },
)

test.runIf(process.platform === 'linux').each([
  { size: 1, units: 3000 },
  { size: 2, units: 2000 },
])(
  'nor do $size resumed, of $units units, with a checkpoint after every step',
  { timeout: 120_000 },
  async ({ size, units }) => {
    const recipe = recipeOf(units, { checkpointEveryEpochs: 1 })
    const seeds = Array.from({ length: size }, (_, seed) => seed)
    const first = forkTrainer()
    first.send(train(jobOf({ recipe, members: seeds.map((seed) => member(seed)) })))
    const members: Member[] = []
    for (const _ of seeds) {
      const { runKey, checkpoint } = await first.next('checkpoint')
      const seed = seeds.find((one) => member(one).runKey === runKey)!
      members.push(member(seed, { start: { from: 'checkpoint', checkpoint } }))
    }
    first.process.kill()
    const resumed = forkTrainer()
    resumed.send(train(jobOf({ recipe, members, checkpointEverySeconds: 0.001 })))
    const peak = await peakAtEnd(resumed)
    expect(resumed.events.filter(({ type }) => type === 'checkpoint').length).toBeGreaterThan(2 * size)
    expect(peak).toBeLessThan(planned(recipe, size))
  },
)
