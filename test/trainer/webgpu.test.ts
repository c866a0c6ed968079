import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TrainerEvent, type TrainJob } from '../../src/contract/trainer.ts'
import { writePrepared } from '../../src/datasets/prepared.ts'
import type { Recipe } from '../../src/domain/recipe.ts'
import { replayDataset } from '../parity/replay-data.ts'
import { replays } from '../parity/replay-runs.ts'
import { swiftshaderEnvironment } from './swiftshader.ts'

// The real trainer process on a Vulkan device in software. What a graphics card adds is its own arithmetic.

const environment = swiftshaderEnvironment()
const home = mkdtempSync(join(tmpdir(), 'bnw-webgpu-'))
let datasetFolder = ''
beforeAll(async () => {
  datasetFolder = await writePrepared(home, replayDataset())
})
afterAll(() => rmSync(home, { recursive: true }))

/** Trains 50 steps of a cohort of three in a process of its own; the losses of each member, and all events. */
function trainCohort(arm: 'none' | 'batch', backend: 'cpu' | 'webgpu'): Promise<Map<string, number[]>> {
  const { recipe } = replays.find(({ name }) => name === `${arm}, batch 16, sgd`)!.run
  const members = [1, 2, 3].map((seed) => ({
    runKey: `seed ${seed}`,
    seed,
    learningRate: 0.01,
    start: { from: 'fresh' } as const,
  }))
  const [first, second] = recipe.network.layers
  const small: Recipe = {
    ...recipe,
    network: {
      ...recipe.network,
      layers: [
        { ...first!, units: 32 },
        { ...second!, units: 16 },
      ],
    },
    budget: { unit: 'steps', amount: 50 },
    trainExamples: 161,
    testExamples: 50,
    evaluateEveryEpochs: 100,
  }
  const job: TrainJob = { jobId: 'job', datasetFolder, recipe: small, members, backend }
  const losses = new Map(members.map(({ runKey }) => [runKey, [] as number[]]))
  const trainer = fork(new URL('../../src/trainer/main.ts', import.meta.url), {
    serialization: 'advanced',
    env: environment ?? process.env,
    execArgv: [],
  })
  return new Promise((resolve, reject) => {
    trainer.on('message', (message) => {
      const event = TrainerEvent.parse(message)
      if (event.type === 'ready') trainer.send({ type: 'train', job })
      if (event.type === 'metrics') losses.get(event.runKey)!.push(...event.loss)
      if (event.type === 'failed') reject(new Error(event.message))
      if (event.type === 'idle') trainer.send({ type: 'exit' })
    })
    trainer.on('exit', (code) => (code === 0 ? resolve(losses) : reject(new Error(`exit code ${code}`))))
  })
}

describe.skipIf(environment === null)('WebGPU on SwiftShader (Linux x64 only)', () => {
  test.for(['none', 'batch'] as const)(
    '50 steps of a cohort of three, %s: losses equal the cpu backend’s within 1e-4',
    { timeout: 240_000 },
    async (arm) => {
      const [cpu, webgpu] = await Promise.all([trainCohort(arm, 'cpu'), trainCohort(arm, 'webgpu')])
      for (const [runKey, losses] of cpu) {
        expect(losses).toHaveLength(50)
        expect(webgpu.get(runKey)).toHaveLength(50)
        const differences = losses.map((loss, step) => Math.abs(loss - webgpu.get(runKey)![step]!))
        expect(Math.max(...differences)).toBeLessThanOrEqual(1e-4)
      }
    },
  )
})
