import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exportPytorch } from '../../src/host/pytorch-export.ts'
import { readFixture } from './fixtures.ts'
import { largestDifference } from './largest-difference.ts'
import { replayDataset } from './replay-data.ts'
import { replayDigest } from './replay-digest.ts'
import { replays as replayRecipes } from './replay-runs.ts'
import { pytorchPython, runReplay } from './run-replay.ts'
import { lossesOf } from './train-here.ts'

type StoredReplay = { name: string; seed: number; digest: string; losses: number[] }

const TOLERANCE = 1e-4
const stored = readFixture('replays') as { versions: { torch: string }; cases: StoredReplay[] }
const dataset = replayDataset()

const storedReplay = (name: string) => stored.cases.find((replay) => replay.name === name)!
/** Each with the seed that scripts/make-replay-fixtures.ts found, which says why not any seed will do. */
const replays = replayRecipes.map(({ name, run }) => ({
  name,
  run: { ...run, seed: storedReplay(name).seed },
}))

describe(`200 steps follow the stored losses of PyTorch ${stored.versions.torch} within 1e-4`, () => {
  test.each(replays)('$name', async ({ name, run }) => {
    const { digest, losses } = storedReplay(name)
    expect(replayDigest(run, dataset), 'made from other data: run scripts/make-replay-fixtures.ts').toBe(
      digest,
    )
    const ours = await lossesOf(run, dataset, 'wasm')
    expect(ours).toHaveLength(200)
    expect(losses).toHaveLength(200)
    expect(largestDifference(ours, losses)).toBeLessThanOrEqual(TOLERANCE)
  })

  test('which tell apart a run whose learning rate is 1 % higher', async () => {
    const { name, run } = replays[0]!
    const ours = await lossesOf(
      { ...run, scaledLearningRate: run.scaledLearningRate * 1.01 },
      dataset,
      'wasm',
    )
    expect(largestDifference(ours, storedReplay(name).losses)).toBeGreaterThan(10 * TOLERANCE)
  })
})

const here = pytorchPython === undefined ? 'skipped: BENCH_PYTHON names no Python' : 'BENCH_PYTHON'

describe.skipIf(pytorchPython === undefined)(`200 steps follow PyTorch itself within 1e-4 (${here})`, () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'bnw-replay-'))
  })
  afterAll(() => rm(folder, { recursive: true }))
  const python = pytorchPython ?? ''

  test.each(replays)('$name', { timeout: 120_000 }, async ({ run }) => {
    const directory = path.join(folder, run.key)
    const recorded = { loss: await lossesOf(run, dataset, 'wasm') }
    await exportPytorch({ run, dataset, recorded, directory })
    const replay = await runReplay(python, directory)
    expect(replay.output).toContain('Within the tolerance of 0.0001')
    expect(replay.status).toBe(0)
    expect(largestDifference(recorded.loss, replay.losses)).toBeLessThanOrEqual(TOLERANCE)
  })

  test(
    'a recorded loss that is off by 2e-4 ends the replay with status 1',
    { timeout: 120_000 },
    async () => {
      const { name, run } = replays[0]!
      const { losses } = storedReplay(name)
      const directory = path.join(folder, 'off')
      await exportPytorch({
        run,
        dataset,
        recorded: { loss: losses.with(120, losses[120]! + 2e-4) },
        directory,
      })
      const { status, output } = await runReplay(python, directory)
      expect(output).toContain('ABOVE the tolerance of 0.0001')
      expect(Number(/itself moves by (\S+)/.exec(output)?.[1])).toBeLessThan(1e-5)
      expect(status).toBe(1)
    },
  )
})
