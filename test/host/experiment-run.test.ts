import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { TrainerEvent } from '../../src/contract/trainer.ts'
import type { OpenedDataset } from '../../src/datasets/catalog.ts'
import { parseSpec } from '../../src/domain/parse-spec.ts'
import type { SpecInput } from '../../src/domain/spec.ts'
import { readCheckpoint } from '../../src/host/checkpoint-file.ts'
import { planExperiment, type ExperimentPlan } from '../../src/host/experiment-plan.ts'
import type { ExperimentRecord } from '../../src/contract/experiment-record.ts'
import { startExperiment, type ExperimentRun } from '../../src/host/experiment-run.ts'
import type { PoolEvent } from '../../src/host/pool-event.ts'
import { spawnTrainer, type SpawnTrainer } from '../../src/host/trainer-process.ts'
import { openBars } from './bars-dataset.ts'
import { tinySpec } from './tiny-spec.ts'

let bars: OpenedDataset
beforeAll(async () => {
  bars = await openBars()
})

const newResultsFile = (): string => join(mkdtempSync(join(tmpdir(), 'bnw-run-')), 'results.json')

function planOf(changes: Partial<SpecInput> = {}, parallel = 2): ExperimentPlan {
  const parsed = parseSpec({ ...tinySpec, ...changes })
  if (!parsed.ok) throw new Error(parsed.problems[0]!.message)
  return planExperiment(parsed.spec, bars, { backend: 'wasm', parallel })
}

/** Trains with real trainers. */
async function train(plan: ExperimentPlan, resultsFile = newResultsFile()): Promise<ExperimentRecord> {
  return await startExperiment(plan, { resultsFile, preset: null }).ended
}

const lossesOf = (record: ExperimentRecord): number[][] => record.runs.map(({ series }) => [...series.loss])

describe('the record of a whole experiment', () => {
  let record: ExperimentRecord
  let resultsFile: string
  beforeAll(async () => {
    resultsFile = newResultsFile()
    record = await train(planOf(), resultsFile)
  })

  test('holds every run of the grid with every step', () => {
    expect(record.runs.map(({ arm, batchSize, seed }) => `${arm} ${batchSize} ${seed}`)).toEqual(
      ['none', 'batch'].flatMap((arm) =>
        [16, 64].flatMap((size) => [1, 2, 3].map((seed) => `${arm} ${size} ${seed}`)),
      ),
    )
    for (const { series, totalSteps, batchSize } of record.runs) {
      expect(totalSteps).toBe(4 * (320 / batchSize))
      for (const values of Object.values(series)) expect(values).toHaveLength(totalSteps)
      expect(series.loss.every(Number.isFinite)).toBe(true)
    }
  })

  test('has an evaluation after each epoch, the three modes for BN, and a confusion matrix of the test set', () => {
    for (const { evaluations, result, arm } of record.runs) {
      expect(evaluations.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4])
      expect(result!.confusion.reduce((sum, count) => sum + count, 0)).toBe(100)
      expect(result!.precise !== null && result!.batch !== null).toBe(arm === 'batch')
    }
  })

  test('says the mean loss of each epoch, and when the target was first reached', () => {
    for (const { epochLosses, series, stepsPerEpoch, evaluations, targetReached } of record.runs) {
      const mean = (values: Float32Array): number =>
        values.reduce((sum, value) => sum + value, 0) / values.length
      expect(epochLosses).toHaveLength(4)
      expect(epochLosses[1]).toBeCloseTo(mean(series.loss.subarray(stepsPerEpoch, 2 * stepsPerEpoch)), 6)
      const first = evaluations.find(({ test: { accuracy } }) => accuracy >= tinySpec.targetAccuracy!)
      expect(targetReached?.step).toBe(first?.step)
      if (targetReached) expect(targetReached.examples).toBe((targetReached.step / stepsPerEpoch) * 320)
    }
  })

  test('names a final checkpoint beside the results file for each run', async () => {
    const { checkpoint, totalSteps } = record.runs[0]!
    expect(checkpoint).toMatch(/^results-checkpoints\/[0-9a-f]{16}\.safetensors$/)
    expect((await readCheckpoint(join(dirname(resultsFile), checkpoint!))).step).toBe(totalSteps)
    expect(readdirSync(join(dirname(resultsFile), 'results-checkpoints'))).toHaveLength(12)
  })

  test('is the same, bit for bit, when a trainer is killed in the middle of a run', async () => {
    let kills = 0
    const spawn: SpawnTrainer = (handlers) => {
      const onEvent = (event: TrainerEvent): void => {
        handlers.onEvent(event)
        if (event.type === 'metrics' && kills++ === 0) trainer.kill()
      }
      const trainer = spawnTrainer({ onEvent, onEnd: (reason) => handlers.onEnd(reason) })
      return trainer
    }
    const disturbed = await startExperiment(planOf(), { resultsFile: newResultsFile(), preset: null, spawn })
      .ended
    expect(lossesOf(disturbed)).toEqual(lossesOf(record))
    expect(disturbed.runs.filter(({ attempts }) => attempts === 2)).toHaveLength(1)
  })

  test('does not depend on how many trainers shared the work', async () => {
    expect(lossesOf(await train(planOf({}, 1)))).toEqual(lossesOf(record))
  })
})

test('a run that continues another begins where that one ended', async () => {
  const record = await train(
    planOf({
      arms: [
        { name: 'fresh', normalization: { type: 'batch' } },
        {
          name: 'continued',
          normalization: { type: 'batch' },
          start: { from: 'trained', arm: 'fresh', batchSize: 64, epochs: 3 },
        },
      ],
      batchSizes: [64],
      seeds: [1],
    }),
  )
  const [preparation, continued] = ['preparation', 'compared'].map((role) =>
    record.runs.find((run) => run.role === role && (role === 'preparation' || run.arm === 'continued')),
  )
  expect(continued!.parent).toBe(preparation!.key)
  expect(continued!.epochLosses[0]!).toBeLessThan(preparation!.epochLosses[2]!)
})

test('arms with equal settings are trained once and recorded under both names', async () => {
  const arms = ['one', 'other'].map((name) => ({ name, normalization: { type: 'none' as const } }))
  const plan = planOf({ arms, batchSizes: [64], seeds: [1] })
  expect(plan.trained).toHaveLength(1)
  const record = await train(plan)
  expect(record.runs.map(({ arm }) => arm)).toEqual(['one', 'other'])
  expect(record.runs[0]!.series.loss).toEqual(record.runs[1]!.series.loss)
})

describe('stop', () => {
  /** Starts a long experiment and acts once a trainer has told its first steps. */
  async function interrupted(act: (experiment: ExperimentRun) => void): Promise<ExperimentRecord> {
    let experiment: ExperimentRun | null = null
    const onEvent = (event: PoolEvent): void => {
      if (event.type === 'metrics' && experiment !== null) act(experiment)
    }
    const plan = planOf({ budget: { unit: 'epochs', amount: 20_000 }, seeds: [1], batchSizes: [16] })
    experiment = startExperiment(plan, { resultsFile: newResultsFile(), preset: null, onEvent })
    return await experiment.ended
  }

  test('ends within a step and keeps what was trained', async () => {
    const record = await interrupted((experiment) => experiment.stop())
    expect(record.runs.map(({ outcome }) => outcome)).toEqual(['stopped', 'stopped'])
    expect(Math.max(...record.runs.map(({ series }) => series.loss.length))).toBeGreaterThan(0)
  })

  test('by force counts as stopped, too', async () => {
    const record = await interrupted((experiment) => experiment.kill())
    expect(record.runs.map(({ outcome }) => outcome)).toEqual(['stopped', 'stopped'])
  })
})

describe('what cannot be run', () => {
  test('is said by the plan and refused by the start', () => {
    const plan = planOf({ data: { dataset: 'bars', trainExamples: 5000 } })
    expect(plan.problems).toEqual([
      'data.trainExamples is 5000: must be at most 400, the training images of bars',
    ])
    expect(() => startExperiment(plan, { resultsFile: newResultsFile(), preset: null })).toThrow(
      /at most 400/,
    )
  })

  test('a network that does not fit into memory is refused with the numbers', () => {
    const plan = planOf({ network: { layers: [{ type: 'dense', units: 3_000_000 }] } })
    expect(plan.problems.join()).toMatch(/needs about [\d,]+ MiB of memory, more than the 3,584 MiB/)
  })
})
