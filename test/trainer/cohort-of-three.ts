import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { BackendName } from '../../src/contract/trainer.ts'
import { writePrepared } from '../../src/datasets/prepared.ts'
import type { Recipe } from '../../src/domain/recipe.ts'
import { replayDataset } from '../parity/replay-data.ts'
import { replays } from '../parity/replay-runs.ts'
import { forkTrainer } from './forked-trainer.ts'

export type Arm = 'none' | 'batch'

const STEPS = 50
const SEEDS = [1, 2, 3]

/** Trains 50 steps of a cohort of three seeds in the real trainer process; the losses of each member. */
async function lossesOfCohort(
  arm: Arm,
  backend: BackendName,
  environment: NodeJS.ProcessEnv,
): Promise<number[][]> {
  const home = mkdtempSync(join(tmpdir(), 'bnw-cohort-'))
  const trainer = forkTrainer(environment)
  try {
    const datasetFolder = await writePrepared(home, replayDataset())
    const members = SEEDS.map((seed) => ({
      runKey: `seed ${seed}`,
      seed,
      learningRate: 0.01,
      start: { from: 'fresh' } as const,
    }))
    const job = { jobId: 'job', datasetFolder, recipe: smallRecipe(arm), members, backend }
    trainer.send({ type: 'train', job })
    await trainer.next('idle')
    trainer.send({ type: 'exit' })
    await trainer.ended
  } finally {
    rmSync(home, { recursive: true })
  }
  const failed = trainer.events.find((event) => event.type === 'failed')
  if (failed) throw new Error(failed.message)
  return SEEDS.map((seed) =>
    trainer.events.flatMap((event) =>
      event.type === 'metrics' && event.runKey === `seed ${seed}` ? [...event.loss] : [],
    ),
  )
}

/** The assignment's network made small, for a device in software. */
function smallRecipe(arm: Arm): Recipe {
  const { recipe } = replays.find(({ name }) => name === `${arm}, batch 16, sgd`)!.run
  const [first, second] = recipe.network.layers
  return {
    ...recipe,
    network: {
      ...recipe.network,
      layers: [
        { ...first!, units: 32 },
        { ...second!, units: 16 },
      ],
    },
    budget: { unit: 'steps', amount: STEPS },
    trainExamples: 161,
    testExamples: 50,
    evaluateEveryEpochs: 100,
  }
}

/** The law of a backend with its own arithmetic: each loss of each member equals the cpu backend's within 1e-4. */
export async function expectLossesAsOnCpu(
  arm: Arm,
  backend: BackendName,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const [cpu, other] = [await lossesOfCohort(arm, 'cpu', {}), await lossesOfCohort(arm, backend, environment)]
  cpu.forEach((losses, member) => {
    expect(losses).toHaveLength(STEPS)
    expect(other[member]).toHaveLength(STEPS)
    const differences = losses.map((loss, step) => Math.abs(loss - other[member]![step]!))
    expect(Math.max(...differences)).toBeLessThanOrEqual(1e-4)
  })
}
