import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { CostBook } from '../../../src/host/plan/cost-book.ts'
import { shapeKey } from '../../../src/host/plan/shape-key.ts'
import { openStore } from '../../../src/host/store/open-store.ts'
import { learnedCost } from '../../../src/host/training/learn-cost.ts'
import { LiveRuns } from '../../../src/host/training/live-runs.ts'
import type { QueuedRun } from '../../../src/host/training/training-queue.ts'
import { plannedRun } from '../planned-runs.ts'

const home = mkdtempSync(join(tmpdir(), 'bnw-costs-'))
const store = openStore(join(home, 'workbench.db'))
afterAll(() => {
  store.close()
  rmSync(home, { recursive: true })
})

const run: QueuedRun = {
  ...{ id: 'run', experimentId: 'one', planned: plannedRun('run'), parentId: null, startStep: 0 },
  ...{ backend: 'wasm', datasetFolder: '', chance: null },
}
const { recipe } = run.planned

/** What a step is said to cost after a run of 100 steps of so many seconds each, when 1 ms was known. */
function learnedFrom(secondsPerStep: number): number {
  const costs = new CostBook(store, () => 1)
  costs.save(shapeKey(recipe, 1), 'wasm', { secondsPerStep: 0.001, secondsPerEvaluation: 0, secondsOnce: 0 })
  const live = new LiveRuns()
  live.receive({ type: 'assigned', trainer: 0, runs: [run] })
  const values = (count: number) => new Float32Array(count)
  for (const [firstStep, steps, seconds] of [
    [0, 1, 0],
    [1, 100, 100 * secondsPerStep],
  ] as const) {
    const event = {
      ...{ type: 'metrics' as const, runKey: 'run', firstStep, loss: values(steps), accuracy: values(steps) },
      ...{ gradientNorm: values(steps), seconds: values(steps).fill(seconds) },
    }
    live.receive({ type: 'told', run, event })
  }
  learnedCost(costs, live, run)!()
  return costs.costOf(recipe, 1, 'wasm')!.secondsPerStep
}

test('a run of a second or more counts half beside what was known', () => {
  expect(learnedFrom(0.02)).toBeCloseTo((0.001 + 0.02) / 2, 6)
})

test('a run that was seen for a fifth of a second counts a fifth of that', () => {
  expect(learnedFrom(0.002)).toBeCloseTo(0.001 + 0.5 * 0.2 * 0.001, 6)
})
