import { beforeAll, describe, expect, test } from 'vitest'
import type { ExperimentRecord } from '../../src/contract/experiment-record.ts'
import type { TrainerEvent } from '../../src/contract/trainer.ts'
import type { SpawnTrainer } from '../../src/host/supervised-trainer.ts'
import { spawnTrainer } from '../../src/host/trainer-process.ts'
import { barsHome } from './bars-home.ts'
import { newHost } from './new-host.ts'
import { lossesOf, runHost } from './running-host.ts'
import { tinySpec } from './tiny-spec.ts'

/** What the tiny experiment comes to when nothing disturbs it. */
let whole: ExperimentRecord
beforeAll(async () => {
  const host = runHost(await barsHome())
  const id = await host.create()
  await host.ended(id)
  whole = await host.record(id)
  await host.close()
})

describe('the record of a whole experiment', () => {
  test('holds every run of the grid with every step', () => {
    expect(whole.runs.map(({ arm, batchSize, seed }) => `${arm} ${batchSize} ${seed}`)).toEqual(
      ['none', 'batch'].flatMap((arm) =>
        [16, 64].flatMap((size) => [1, 2, 3].map((seed) => `${arm} ${size} ${seed}`)),
      ),
    )
    for (const { series, totalSteps, batchSize, outcome, attempts } of whole.runs) {
      expect(totalSteps).toBe(4 * (320 / batchSize))
      for (const values of Object.values(series)) expect(values).toHaveLength(totalSteps)
      expect(series.loss.every(Number.isFinite)).toBe(true)
      expect({ outcome, attempts }).toEqual({ outcome: 'done', attempts: 1 })
    }
  })

  test('has an evaluation after each epoch, the three modes for BN, and a confusion matrix of the test set', () => {
    for (const { evaluations, result, arm } of whole.runs) {
      expect(evaluations.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4])
      expect(result!.confusion.reduce((sum, count) => sum + count, 0)).toBe(100)
      expect(result!.precise !== null && result!.batch !== null).toBe(arm === 'batch')
    }
  })

  test('says the mean loss of each epoch, and when the target was first reached', () => {
    for (const { epochLosses, series, stepsPerEpoch, evaluations, targetReached } of whole.runs) {
      const mean = (values: Float32Array): number =>
        values.reduce((sum, value) => sum + value, 0) / values.length
      expect(epochLosses).toHaveLength(4)
      expect(epochLosses[1]).toBeCloseTo(mean(series.loss.subarray(stepsPerEpoch, 2 * stepsPerEpoch)), 6)
      const first = evaluations.find(({ test: { accuracy } }) => accuracy >= tinySpec.targetAccuracy!)
      expect(targetReached?.step).toBe(first?.step)
      if (targetReached) expect(targetReached.examples).toBe((targetReached.step / stepsPerEpoch) * 320)
    }
  })

  test('names the backend, the environment and a final checkpoint of each run', () => {
    expect(whole.environment.node).toBe(process.versions.node)
    expect(whole.environment.versions.tensorflow).toMatch(/^\d+\./)
    for (const { backend, checkpoint } of whole.runs) {
      expect(backend?.name).toBe('wasm')
      expect(checkpoint).toMatch(/^[0-9a-f]{64}\.safetensors$/)
    }
  })
})

describe('the numbers are the same, bit for bit', () => {
  test('when a trainer is killed in the middle of a run', async () => {
    let kills = 0
    const spawn: SpawnTrainer = (handlers) => {
      const onEvent = (event: TrainerEvent): void => {
        handlers.onEvent(event)
        if (event.type === 'metrics' && kills++ === 0) trainer.kill()
      }
      const trainer = spawnTrainer({ onEvent, onEnd: (reason) => handlers.onEnd(reason) })
      return trainer
    }
    const host = await newHost({ spawn })
    const id = await host.create()
    await host.ended(id)
    const record = await host.record(id)
    expect(lossesOf(record)).toEqual(lossesOf(whole))
    expect(record.runs.filter(({ attempts }) => attempts === 2)).toHaveLength(1)
  })

  test('with one trainer', async () => {
    const host = await newHost()
    await host.call('system.changeSettings', { parallel: 1 })
    const id = await host.create()
    await host.ended(id)
    expect(lossesOf(await host.record(id))).toEqual(lossesOf(whole))
  })
})

describe('records', () => {
  test('of another database are taken in once, with every step', async () => {
    const host = await newHost()
    const first = await host.call('experiments.import', { record: asJson(whole) })
    expect(first.isNew).toBe(true)
    const taken = await host.record(first.experiment.id)
    expect(lossesOf(taken)).toEqual(lossesOf(whole))
    expect(taken.runs.map(({ result }) => result)).toEqual(whole.runs.map(({ result }) => result))
    const again = await host.call('experiments.import', { record: asJson(whole) })
    expect(again).toMatchObject({ isNew: false, experiment: { id: first.experiment.id } })
  })

  test('that were changed are refused', async () => {
    const host = await newHost()
    const changed = { ...asJson(whole), spec: { ...whole.spec, seeds: [1, 2] } }
    await expect(host.call('experiments.import', { record: changed })).rejects.toThrow(
      /another version or changed/,
    )
  })

  test('compare the arms in words', async () => {
    const host = await newHost()
    const { experiment } = await host.call('experiments.import', { record: asJson(whole) })
    const { verdict } = await host.call('compare.summary', { selection: { experimentIds: [experiment.id] } })
    expect(verdict!.lines).toHaveLength(2)
  })
})

/** As a file would hold it. */
function asJson(record: ExperimentRecord): object {
  const text = JSON.stringify(record, (_, value: unknown) =>
    value instanceof Float32Array ? [...value] : value,
  )
  return JSON.parse(text) as object
}
