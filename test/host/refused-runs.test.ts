import { describe, expect, test } from 'vitest'
import { newHost } from './new-host.ts'
import { tinySpec } from './tiny-spec.ts'

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
