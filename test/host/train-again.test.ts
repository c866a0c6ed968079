import { existsSync, writeFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { endless, newHost, runsOf, stoppedExperiment, untilTraining } from './new-host.ts'

describe('resuming', () => {
  test('two calls at the same time resume an experiment once, and it goes on', async () => {
    const host = await newHost()
    const { id } = await stoppedExperiment(host)
    const resumed = await Promise.all([1, 2].map(() => host.call('experiments.resume', { id })))
    expect(resumed.map(({ ids }) => ids.length).sort()).toEqual([0, 1])
    await untilTraining(host, id)
    await host.call('experiments.stop', { id })
    await host.ended(id)
    expect(await runsOf(host, id)).toMatchObject([{ status: 'stopped', attempt: 2 }])
    expect((await host.call('queue.state', {})).problem).toBeNull()
  })

  test('an experiment that is trashed while it is resumed stays out of the queue', async () => {
    const host = await newHost()
    const { id } = await stoppedExperiment(host)
    const resuming = host.call('experiments.resume', { id })
    await host.call('experiments.trash', { ids: [id] })
    await expect(resuming).rejects.toThrow(/in the trash/)
    expect(await host.call('queue.state', {})).toMatchObject({ queued: 0, running: 0 })
  })
})

test('a trainer that has stopped in time and trains the same run again is left alone', async () => {
  const host = await newHost({ parallel: 1, graceSeconds: 2 })
  const { id } = await stoppedExperiment(host)
  await host.call('experiments.resume', { id })
  await untilTraining(host, id)
  await setTimeout(2500)
  expect(await runsOf(host, id)).toMatchObject([{ status: 'running', attempt: 2, reason: null }])
})

describe('retrying', () => {
  test('a run that is named twice trains again once, from the start', async () => {
    const host = await newHost()
    const { id, run } = await stoppedExperiment(host)
    expect(await host.call('runs.retry', { ids: [run.id, run.id] })).toEqual({ ids: [run.id] })
    await untilTraining(host, id)
    expect(await runsOf(host, id)).toMatchObject([{ status: 'running', attempt: 2 }])
  })

  test('what is refused leaves the run as it was, with its checkpoint', async () => {
    const host = await newHost()
    const { id, run } = await stoppedExperiment(host)
    const before = await host.call('runs.get', { id: run.id })
    expect(before.checkpoints).toHaveLength(1)
    await host.call('datasets.remove', { name: 'bars' })
    await expect(host.call('runs.retry', { ids: [run.id] })).rejects.toThrow(/no data set "bars"/)
    await host.call('experiments.trash', { ids: [id] })
    await expect(host.call('runs.retry', { ids: [run.id] })).rejects.toThrow(/in the trash/)
    expect(await host.call('runs.get', { id: run.id })).toEqual(before)
    expect(existsSync(before.checkpoints[0]!.file)).toBe(true)
  })

  test('of runs of which one cannot be trained again none is', async () => {
    const host = await newHost()
    const { run } = await stoppedExperiment(host)
    const other = await host.create({ ...endless })
    await untilTraining(host, other)
    const [training] = await runsOf(host, other)
    await expect(host.call('runs.retry', { ids: [run.id, training!.id] })).rejects.toThrow(/is running/)
    expect(await host.call('runs.get', { id: run.id })).toMatchObject({
      status: 'stopped',
      stepsDone: run.stepsDone,
    })
  })

  test('one that is done trains again where its final checkpoint is lost, and only there', async () => {
    const host = await newHost()
    const id = await host.create({ ...endless, budget: { unit: 'epochs', amount: 2 } })
    await host.ended(id)
    const [run] = await runsOf(host, id)
    await expect(host.call('runs.retry', { ids: [run!.id] })).rejects.toThrow(/is done\. Only a run/)
    const [final] = (await host.call('runs.get', { id: run!.id })).checkpoints
    writeFileSync(final!.file, 'damaged')
    await host.call('runs.retry', { ids: [run!.id] })
    await host.ended(id)
    const again = await host.call('runs.get', { id: run!.id })
    expect(again).toMatchObject({ status: 'done', attempt: 2, finalTestAccuracy: run!.finalTestAccuracy })
    expect(again.checkpoints.map(({ file }) => existsSync(file))).toEqual([true])
  })

  test('a run whose parent came without weights is trained once the parent is trained again', async () => {
    const host = await newHost()
    const batch = { type: 'batch' } as const
    const start = { from: 'trained', arm: 'fresh', batchSize: 64, epochs: 3 } as const
    const id = await host.create({
      arms: [
        { name: 'fresh', normalization: batch },
        { name: 'continued', normalization: batch, start },
      ],
      ...{ batchSizes: [64], seeds: [1] },
    })
    await host.ended(id)
    const record = await host.record(id)
    const child = record.runs.find(({ parent }) => parent !== null)!
    Object.assign(child, { outcome: 'stopped', result: null })
    const asJson = JSON.parse(
      JSON.stringify(record, (_, value: unknown) => (value instanceof Float32Array ? [...value] : value)),
    ) as object
    const taken = (await host.call('experiments.import', { record: asJson })).experiment.id
    await host.call('experiments.resume', { id: taken })
    await host.ended(taken)
    const failed = (await runsOf(host, taken)).find(({ status }) => status === 'failed')!
    const parent = /^Run (\w+), .*Retry that run first/.exec(failed.reason!)![1]!
    await host.call('runs.retry', { ids: [parent] })
    await host.ended(taken)
    await host.call('experiments.resume', { id: taken })
    await host.ended(taken)
    expect((await runsOf(host, taken)).map(({ status }) => status)).toEqual(['done', 'done', 'done'])
  })
})
