import { expect, test } from 'vitest'
import { newHost, runsOf, stoppedExperiment, untilTraining } from './new-host.ts'

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
