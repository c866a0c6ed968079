import { expect, test } from 'vitest'
import { CostBook } from '../../../src/host/plan/cost-book.ts'
import { shapeKey } from '../../../src/host/plan/shape-key.ts'
import { LiveRuns } from '../../../src/host/training/live-runs.ts'
import { secondsLeftByExperiment } from '../../../src/host/training/remaining-time.ts'
import type { QueuedRun } from '../../../src/host/training/training-queue.ts'
import { plannedRun } from '../planned-runs.ts'
import { temporaryStore } from '../store/temporary-store.ts'

const cost = { secondsPerStep: 2, secondsPerEvaluation: 0, secondsOnce: 0 }
const STEPS = 10

/** A run of ten steps. */
function queued(id: string, experimentId: string): QueuedRun {
  const planned = plannedRun(id)
  return {
    ...{ id, experimentId, planned, parentId: null, startStep: 0, backend: 'auto' },
    ...{ datasetFolder: 'nowhere', chance: null },
  }
}

/** Tells of a run that it trains, and of its first steps, each of so many seconds. */
function train(live: LiveRuns, run: QueuedRun, secondsPerStep: number): void {
  live.receive({ type: 'assigned', trainer: 1, runs: [run] })
  for (const firstStep of [0, 1]) {
    const one = (value: number) => Float32Array.of(value)
    const rest = { loss: one(1), accuracy: one(1), gradientNorm: one(1) }
    const seconds = one((firstStep + 1) * secondsPerStep)
    const event = { type: 'metrics', runKey: run.id, firstStep, ...rest, seconds } as const
    live.receive({ type: 'told', run, event })
  }
}

function costBook(trainers: number, store = temporaryStore()): CostBook {
  return new CostBook(store, () => trainers)
}

test('of a shape that nothing is known of there is no time left', () => {
  const known = { live: new LiveRuns(), costs: costBook(2) }
  expect(secondsLeftByExperiment([queued('a', 'one')], 2, known).has('one')).toBe(false)
})

test('a shape that was measured with another number of trainers costs about the same', () => {
  const store = temporaryStore()
  const run = queued('a', 'one')
  costBook(4, store).save(shapeKey(run.planned.recipe, 1), 'wasm', cost)
  costBook(7, store).save(shapeKey(run.planned.recipe, 1), 'wasm', { ...cost, secondsPerStep: 9 })
  const costs = costBook(3, store)
  expect(costs.costOf(run.planned.recipe, 1, 'auto')).toBeNull()
  expect(costs.nearestCostOf(run.planned.recipe, 1, 'auto')).toEqual(cost)
  expect(secondsLeftByExperiment([run], 3, { live: new LiveRuns(), costs }).get('one')).toBe(STEPS * 2)
  costs.save(shapeKey(run.planned.recipe, 1), 'wasm', { ...cost, secondsPerStep: 3 })
  expect(costs.nearestCostOf(run.planned.recipe, 1, 'auto')).toMatchObject({ secondsPerStep: 3 })
})

test('what waits takes as long as a run of its shape that trains now', () => {
  const live = new LiveRuns()
  const [first, second] = [queued('a', 'one'), queued('b', 'two')]
  train(live, first, 0.5)
  const left = secondsLeftByExperiment([first, second], 1, { live, costs: costBook(1) })
  expect(left.get('one')).toBeCloseTo((STEPS - 2) * 0.5)
  expect(left.get('two')).toBeCloseTo((STEPS - 2) * 0.5 + STEPS * 0.5)
})

test('the speed at this moment counts more than what was measured', () => {
  const [store, live] = [temporaryStore(), new LiveRuns()]
  const [first, second] = [queued('a', 'one'), queued('b', 'two')]
  const costs = costBook(2, store)
  costs.save(shapeKey(first.planned.recipe, 1), 'wasm', cost)
  train(live, first, 0.5)
  expect(secondsLeftByExperiment([first, second], 2, { live, costs }).get('two')).toBeCloseTo(STEPS * 0.5)
})
