import { expect, test } from 'vitest'
import { newHost } from '../new-host.ts'
import { tinySpec } from '../tiny-spec.ts'

test('an experiment that was trained is compared, and more seeds of it are one arm with it', async () => {
  const host = await newHost()
  const id = await host.create(tinySpec)
  await host.ended(id)
  const selection = { experimentIds: [id] }
  const summary = await host.call('compare.summary', { selection, target: 0.5 })
  expect(summary.arms.map(({ label }) => label)).toEqual(['none', 'batch'])
  expect(summary.runs).toHaveLength(12)
  expect(summary.cells).toHaveLength(4)
  expect(summary.verdict?.lines).toHaveLength(2)

  const more = await host.call('experiments.moreSeeds', { experimentIds: [id], seeds: 2, purpose: 'more' })
  expect(more).toMatchObject({ name: 'tiny, more seeds', looks: 2 })
  await host.ended(more.id)
  const both = { experimentIds: [id, more.id] }
  const together = await host.call('compare.summary', { selection: both })
  expect(together.cells.map(({ accuracy }) => accuracy.n)).toEqual([5, 5, 5, 5])
  expect(together.verdict).toMatchObject({ exploratory: true })

  const { curves, end } = await host.call('compare.curves', { selection: both, metric: 'loss' })
  expect(end).toBe(4)
  expect(curves).toHaveLength(4)
  expect(Math.max(...curves[0]!.n)).toBe(5)
}, 240_000)
