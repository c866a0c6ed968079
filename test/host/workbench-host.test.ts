import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { TrainerEvent } from '../../src/contract/trainer.ts'
import type { ExperimentRecord } from '../../src/contract/experiment-record.ts'
import type { SpecInput } from '../../src/domain/spec.ts'
import type { SpawnTrainer } from '../../src/host/supervised-trainer.ts'
import { spawnTrainer } from '../../src/host/trainer-process.ts'
import { barsHome } from './bars-home.ts'
import { lossesOf, runHost, type RunningHost } from './running-host.ts'
import { tinySpec } from './tiny-spec.ts'

const hosts: RunningHost[] = []
const homes: string[] = []

async function newHost(options: Parameters<typeof runHost>[1] = {}): Promise<RunningHost & { home: string }> {
  const home = await barsHome()
  homes.push(home)
  return { ...hostAt(home, options), home }
}

function hostAt(home: string, options: Parameters<typeof runHost>[1] = {}): RunningHost {
  const host = runHost(home, options)
  hosts.push(host)
  return host
}

afterEach(async () => {
  await Promise.all(hosts.splice(0).map((host) => host.close().catch(() => undefined)))
  for (const home of homes.splice(0)) rmSync(home, { recursive: true, force: true })
})

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

const long: Partial<SpecInput> = { budget: { unit: 'epochs', amount: 6000 }, seeds: [1], batchSizes: [64] }

/** Waits until an experiment trains and has told some steps. */
async function untilTraining(host: RunningHost, id: string): Promise<void> {
  for (;;) {
    const { runs } = await host.call('runs.list', { experimentId: id })
    if (runs.some(({ stepsDone }) => stepsDone > 100)) return
    await setTimeout(20)
  }
}

describe('stopped and resumed', () => {
  test('an experiment ends as one that was never stopped', { timeout: 60_000 }, async () => {
    const host = await newHost()
    const [stopped, other] = [await host.create({ ...long }), await host.create({ ...long })]
    await untilTraining(host, stopped)
    await host.call('experiments.stop', { id: stopped })
    await host.ended(stopped)
    const between = await host.record(stopped)
    expect(between.runs.map(({ outcome }) => outcome)).toEqual(['stopped', 'stopped'])
    await host.call('experiments.resume', { id: stopped })
    await host.ended(stopped)
    await host.ended(other)
    const [resumed, uninterrupted] = [await host.record(stopped), await host.record(other)]
    expect(Math.max(...resumed.runs.map(({ attempts }) => attempts))).toBe(2)
    expect(lossesOf(resumed)).toEqual(lossesOf(uninterrupted))
    expect(resumed.runs.map(({ evaluations }) => evaluations)).toEqual(
      uninterrupted.runs.map(({ evaluations }) => evaluations),
    )
    expect(resumed.runs.map(({ result }) => result)).toEqual(uninterrupted.runs.map(({ result }) => result))
  })

  test(
    'what trains when a host closes is interrupted, and goes on in the next',
    { timeout: 60_000 },
    async () => {
      const first = await newHost()
      const id = await first.create({ ...long })
      await untilTraining(first, id)
      await first.close()
      const second = hostAt(first.home)
      expect((await second.call('experiments.get', { id })).runs.interrupted).toBeGreaterThan(0)
      await setTimeout(100)
      expect((await second.call('queue.state', {})).running).toBe(0)
      await second.call('experiments.resume', { id })
      await second.ended(id)
      const other = await second.create({ ...long })
      await second.ended(other)
      expect(lossesOf(await second.record(id))).toEqual(lossesOf(await second.record(other)))
    },
  )

  test('a checkpoint that is gone fails the run with what to do, and a retry trains it anew', async () => {
    const host = await newHost()
    const id = await host.create({ ...long })
    await untilTraining(host, id)
    await host.call('experiments.stop', { id })
    await host.ended(id)
    rmSync(join(host.home, 'workbench.db-files'), { recursive: true })
    await host.call('experiments.resume', { id })
    await host.ended(id)
    const { runs } = await host.call('runs.list', { experimentId: id })
    const failed = runs.filter(({ status }) => status === 'failed')
    expect(failed[0]!.reason).toMatch(/checkpoint .* cannot be read/)
    await host.call('runs.retry', { ids: failed.map((run) => run.id) })
    await host.ended(id)
    expect((await host.call('experiments.get', { id })).runs.done).toBe(2)
  })
})

test('a run that continues another begins where that one ended', async () => {
  const host = await newHost()
  const id = await host.create({
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
  })
  await host.ended(id)
  const { runs } = await host.record(id)
  const preparation = runs.find(({ role }) => role === 'preparation')!
  const continued = runs.find(({ role, arm }) => role === 'compared' && arm === 'continued')!
  expect(continued.parent).toBe(preparation.key)
  expect(continued.epochLosses[0]!).toBeLessThan(preparation.epochLosses[2]!)
})

describe('the queue', () => {
  test('starts nothing while it is paused, and says so', async () => {
    const host = await newHost()
    await host.call('queue.pause', {})
    const id = await host.create({ seeds: [1] })
    await setTimeout(100)
    expect(await host.call('experiments.get', { id })).toMatchObject({ status: 'paused' })
    expect(await host.call('queue.state', {})).toMatchObject({ isPaused: true, queued: 4, running: 0 })
    await host.call('queue.resume', {})
    await host.ended(id)
    expect((await host.call('experiments.get', { id })).status).toBe('finished')
  })

  test('says what trains and how long it will take', async () => {
    const host = await newHost()
    await host.call('experiments.plan', { spec: { ...tinySpec, ...long } })
    const id = await host.create({ ...long, budget: { unit: 'epochs', amount: 100_000 } })
    await untilTraining(host, id)
    const { trainers } = await host.call('queue.state', {})
    expect(trainers[0]).toMatchObject({ experimentId: id, epochs: 100_000, run: { batchSize: 64, seed: 1 } })
    const { secondsLeft, share } = await host.call('experiments.get', { id })
    expect(secondsLeft).toBeGreaterThan(0)
    expect(share).toBeGreaterThan(0)
    await host.call('experiments.stop', { id })
  })
})

describe('trash', () => {
  test('an experiment is out of sight, can be restored, and is gone with its files only when purged', async () => {
    const host = await newHost()
    const id = await host.create({ seeds: [1] })
    await host.ended(id)
    const list = async (trashed = false) =>
      (await host.call('experiments.list', { trashed })).experiments.map((experiment) => experiment.id)
    const filesOf = () => readdirSync(join(host.home, 'workbench.db-files/checkpoints'), { recursive: true })
    await host.call('experiments.trash', { ids: [id] })
    expect([await list(), await list(true)]).toEqual([[], [id]])
    await host.call('experiments.restore', { ids: [id] })
    expect(await list()).toEqual([id])
    expect(await host.call('experiments.purge', { ids: [id] })).toMatchObject({ ids: [] })
    await host.call('experiments.trash', { ids: [id] })
    expect(filesOf().filter((name) => String(name).endsWith('.safetensors'))).toHaveLength(4)
    const purged = await host.call('experiments.purge', { ids: [id] })
    expect(purged.ids).toEqual([id])
    expect(purged.bytesFreed).toBeGreaterThan(1000)
    expect(filesOf().filter((name) => String(name).endsWith('.safetensors'))).toEqual([])
    await expect(host.call('experiments.get', { id })).rejects.toThrow(/There is no experiment/)
  })

  test('what trains is stopped first', async () => {
    const host = await newHost()
    const id = await host.create({ ...long })
    await untilTraining(host, id)
    await host.call('experiments.trash', { ids: [id] })
    await host.ended(id)
    expect((await host.call('experiments.get', { id })).runs.stopped).toBe(2)
    await expect(host.call('experiments.resume', { id })).rejects.toThrow(/in the trash/)
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
    const { verdict } = await host.call('experiments.compare', { id: experiment.id })
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

describe('what cannot be run', () => {
  test('is said by the plan and refused by the start', async () => {
    const host = await newHost()
    const spec = { ...tinySpec, data: { dataset: 'bars', trainExamples: 5000 } }
    const message = 'data.trainExamples is 5000: must be at most 400, the training images of bars'
    expect((await host.call('experiments.plan', { spec })).problems).toEqual([message])
    await expect(host.call('experiments.create', { spec })).rejects.toThrow(message)
  })

  test('a run that is done cannot be trained again', async () => {
    const host = await newHost()
    const id = await host.create({ seeds: [1], batchSizes: [64] })
    await host.ended(id)
    const { runs } = await host.call('runs.list', { experimentId: id })
    await expect(host.call('runs.retry', { ids: [runs[0]!.id] })).rejects.toThrow(/is done\. Only a run/)
  })
})

test('an experiment whose data set is removed while it trains keeps what it has, and says why the rest failed', async () => {
  const host = await newHost()
  await host.call('system.changeSettings', { parallel: 1 })
  const id = await host.create({ ...long, seeds: [1, 2], budget: { unit: 'epochs', amount: 1500 } })
  await expect
    .poll(async () =>
      (await host.call('runs.list', { experimentId: id })).runs.filter(({ stepsDone }) => stepsDone > 100),
    )
    .not.toEqual([])
  await host.call('datasets.remove', { name: 'bars' })
  await host.ended(id)
  const { runs } = await host.call('runs.list', { experimentId: id })
  expect(runs.filter(({ status }) => status === 'done').length).toBeGreaterThan(0)
  for (const { status, reason } of runs) if (status === 'failed') expect(reason).toMatch(/cannot be read/)
  await expect(host.call('runs.retry', { ids: [runs[0]!.id] })).rejects.toThrow(/is done|no data set "bars"/)
})

test('a run is exported to PyTorch with its recorded losses', async () => {
  const host = await newHost()
  const id = await host.create({ seeds: [1], batchSizes: [64] })
  await host.ended(id)
  const { runs } = await host.call('runs.list', { experimentId: id })
  const directory = join(host.home, 'replay')
  await host.call('runs.exportPytorch', { id: runs[0]!.id, directory })
  expect(existsSync(join(directory, 'replay.py'))).toBe(true)
  expect(existsSync(join(directory, 'losses.npy'))).toBe(true)
})
