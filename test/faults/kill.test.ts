import { expect, test } from 'vitest'
import { killRounds } from './kill-rounds.ts'

test('hosts and trainers that are killed at random moments lose nothing', { timeout: 240_000 }, async () => {
  const report = await killRounds(8, 2026, () => undefined)
  expect(report.problems).toEqual([])
  expect(report.hostKills).toBeGreaterThan(0)
  expect(report.experiments).toBeGreaterThan(0)
})
