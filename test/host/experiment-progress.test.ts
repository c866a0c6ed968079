import { expect, test } from 'vitest'
import { ExperimentProgress } from '../../src/host/experiment-progress.ts'
import type { PoolEvent } from '../../src/host/pool-event.ts'
import type { RunStatus } from '../../src/host/run-status.ts'
import { plannedRun } from './planned-runs.ts'

const runs = [plannedRun('a'), plannedRun('b')] // 10 steps of 32 images each

/** Progress under a clock that is set by hand, in seconds. */
function progressOf(trainers: number) {
  const clock = { seconds: 0 }
  const progress = new ExperimentProgress(runs, trainers, () => clock.seconds * 1000)
  const change = (index: number, status: RunStatus): void => {
    progress.receive({ type: 'status', run: runs[index]!, status, attempt: 1, reason: null })
  }
  const begin = (index: number, trainer: number): void => {
    progress.receive({ type: 'assigned', trainer, runKeys: [runs[index]!.key] })
    change(index, 'running')
  }
  return { clock, progress, change, begin }
}

function steps(runKey: string, count: number, seconds: number): PoolEvent {
  const values = new Float32Array(count).fill(0.5)
  return {
    type: 'metrics',
    runKey,
    firstStep: 0,
    ...{ loss: values, accuracy: values, gradientNorm: values },
    seconds: new Float32Array(count).fill(seconds),
  }
}

test('nothing is promised before the first steps', () => {
  const { progress, begin } = progressOf(1)
  begin(0, 0)
  expect(progress.snapshot()).toMatchObject({ runsDone: 0, runsTotal: 2, share: 0, secondsLeft: null })
})

test('the time left is the work left at the pace so far', () => {
  const { progress, begin, clock } = progressOf(1)
  begin(0, 0)
  clock.seconds = 5
  progress.receive(steps('a', 5, 5))
  expect(progress.snapshot()).toMatchObject({ share: 0.25, secondsLeft: 15 })
})

test('the last run takes as long as one trainer takes for it', () => {
  const { progress, begin, change, clock } = progressOf(2)
  begin(0, 0)
  begin(1, 1)
  clock.seconds = 10
  progress.receive(steps('a', 10, 10))
  change(0, 'done')
  progress.receive(steps('b', 5, 10))
  // 15 of 20 steps in 10 s on two trainers: 0.75 steps a second each, and 5 steps are left to one.
  expect(progress.snapshot().secondsLeft).toBeCloseTo(5 / 0.75)
})

test('a trainer shows its run, epoch, last loss and speed, until the run ends', () => {
  const { progress, begin, change } = progressOf(1)
  begin(0, 0)
  progress.receive(steps('a', 5, 2))
  expect(progress.snapshot().trainers).toMatchObject([
    { trainer: 0, run: { key: 'a' }, epoch: 1, loss: 0.5, imagesPerSecond: 80 },
  ])
  change(0, 'done')
  expect(progress.snapshot()).toMatchObject({ runsDone: 1, trainers: [] })
})

test('a second attempt begins at nothing', () => {
  const { progress, begin, change } = progressOf(1)
  begin(0, 0)
  progress.receive(steps('a', 5, 2))
  change(0, 'queued')
  change(0, 'running')
  expect(progress.snapshot().share).toBe(0)
})
