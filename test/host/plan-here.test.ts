import { expect, test } from 'vitest'
import { endless, newHost, untilTraining } from './new-host.ts'
import { storedCosts } from './stored-costs.ts'
import { tinySpec } from './tiny-spec.ts'

test('what is measured while others train is told, and not kept for later plans', async () => {
  const host = await newHost({ parallel: 1 })
  const id = await host.create({ ...endless })
  await untilTraining(host, id)
  const spec = { ...tinySpec, ...endless, batchSizes: [32], budget: { unit: 'epochs', amount: 2 } }
  expect((await host.call('experiments.plan', { spec })).secondsLeft).toBeGreaterThan(0)
  expect(storedCosts(host.home)).toBe(0)
  await host.call('experiments.stop', { id })
  await host.ended(id)
  expect((await host.call('experiments.plan', { spec })).secondsLeft).toBeGreaterThan(0)
  expect(storedCosts(host.home)).toBe(1)
})

test('what the disk has no room for is refused by the start too', async () => {
  const host = await newHost()
  const spec = {
    ...{ ...tinySpec, network: { layers: [{ type: 'dense', units: 512 }] }, checkpointEveryEpochs: 1 },
    ...{ seeds: Array.from({ length: 500 }, (_, seed) => seed), batchSizes: [64] },
    budget: { unit: 'epochs', amount: 900_000 },
  }
  const reason = /It needs about [\d.]+ [KMGT]iB of disk, and [\d.]+ [KMGT]iB are free/
  const { problems } = await host.call('experiments.plan', { spec, measure: false })
  expect(problems.join()).toMatch(reason)
  await expect(host.call('experiments.create', { spec })).rejects.toThrow(reason)
})
