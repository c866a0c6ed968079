import { expect, test } from 'vitest'
import { newHost } from './new-host.ts'

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
