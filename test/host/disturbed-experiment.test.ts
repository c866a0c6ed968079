import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { removeDataset } from '../../src/datasets/catalog.ts'
import { long, untilWellUnderWay } from './long-experiment.ts'
import { hostAt, newHost } from './new-host.ts'
import { lossesOf } from './running-host.ts'

// What trains for seconds is in one file: two files would run side by side and take the processor from each other.

describe('stopped and resumed', () => {
  test('an experiment ends as one that was never stopped', { timeout: 60_000 }, async () => {
    const host = await newHost()
    const [stopped, other] = [await host.create({ ...long }), await host.create({ ...long })]
    await untilWellUnderWay(host, stopped)
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
      await untilWellUnderWay(first, id)
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
    await untilWellUnderWay(host, id)
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

test('an experiment whose data set is deleted under it keeps what it has, and says why the rest failed', async () => {
  const host = await newHost()
  await host.call('system.changeSettings', { parallel: 1 })
  const id = await host.create({ ...long, seeds: [1, 2], budget: { unit: 'epochs', amount: 1500 } })
  await expect
    .poll(async () =>
      (await host.call('runs.list', { experimentId: id })).runs.filter(({ stepsDone }) => stepsDone > 100),
    )
    .not.toEqual([])
  await expect(host.call('datasets.remove', { name: 'bars' })).rejects.toMatchObject({ code: 'conflict' })
  // As by a hand in the folder: the host would not.
  await removeDataset(host.home, 'bars')
  await host.ended(id)
  const { runs } = await host.call('runs.list', { experimentId: id })
  expect(runs.filter(({ status }) => status === 'done').length).toBeGreaterThan(0)
  for (const { status, reason } of runs)
    if (status === 'failed') expect(reason).toMatch(/is not there any more/)
  await expect(host.call('runs.retry', { ids: [runs[0]!.id] })).rejects.toThrow(/is done|no data set "bars"/)
})
