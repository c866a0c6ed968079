import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { long, untilWellUnderWay } from './long-experiment.ts'
import { newHost } from './new-host.ts'
import { tinySpec } from './tiny-spec.ts'

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
    await untilWellUnderWay(host, id)
    const { trainers } = await host.call('queue.state', {})
    expect(trainers[0]).toMatchObject({ experimentId: id, epochs: 100_000, run: { batchSize: 64, seed: 1 } })
    const { secondsLeft, share } = await host.call('experiments.get', { id })
    expect(secondsLeft).toBeGreaterThan(0)
    expect(share).toBeGreaterThan(0)
    await host.call('experiments.stop', { id })
  })
})
