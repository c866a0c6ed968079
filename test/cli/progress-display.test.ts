import { expect, test } from 'vitest'
import { progressLines, type Progress } from '../../src/cli/progress-display.ts'
import type { ExperimentSummary, QueueState, TrainerActivity } from '../../src/contract/host-answers.ts'

const none = { queued: 0, running: 0, done: 0, diverged: 0, stopped: 0, failed: 0, interrupted: 0 }

const experiment: ExperimentSummary = {
  ...{
    id: 'one',
    name: 'tiny',
    status: 'running',
    preset: null,
    dataset: 'bars',
    notes: '',
    tags: [],
    looks: 1,
  },
  ...{ createdAt: 0, trashedAt: null, share: 0.25, secondsLeft: 48.4 },
  runs: { ...none, queued: 36, running: 2, done: 11, failed: 1 },
}

const activity = (changes: Partial<TrainerActivity>): TrainerActivity => ({
  ...{ trainer: 0, experimentId: 'one', cohort: 1, epoch: 2, epochs: 5, loss: null, imagesPerSecond: null },
  run: { id: 'a', arm: 'with BN', batchSize: 64, learningRate: 0.1, seed: 3 },
  ...changes,
})

const queue: QueueState = {
  ...{ isPaused: false, problem: null, queued: 36, running: 2, experiments: [] },
  trainers: [
    activity({ loss: 0.12345, imagesPerSecond: 151234.5 }),
    activity({ trainer: 1, cohort: 8, epoch: 1 }),
    activity({ trainer: 2, experimentId: 'another' }),
  ],
}

const first = (changes: Partial<ExperimentSummary>, state: Partial<QueueState> = {}): string => {
  const progress: Progress = { experiment: { ...experiment, ...changes }, queue: { ...queue, ...state } }
  return progressLines(progress, 120)[0]!
}

test('a bar for all, and a line for each trainer of this experiment', () => {
  expect(progressLines({ experiment, queue }, 100)).toEqual([
    '██████░░░░░░░░░░░░░░░░░░ 12 of 50 runs, 25 %, about 48 s left',
    '  1  with BN, batch 64, seed 3  epoch 2/5  loss 0.1235  151,235 images/s',
    '  2  with BN, batch 64, 8 seeds  epoch 1/5',
  ])
})

test('no line is wider than the terminal', () => {
  expect(Math.max(...progressLines({ experiment, queue }, 40).map((line) => line.length))).toBe(40)
})

test('what it waits for is said in place of the time', () => {
  const waiting = { runs: { ...none, queued: 50 }, secondsLeft: null }
  expect(first(waiting)).toMatch(/0 of 50 runs, 25 %, waiting for the runs of another experiment$/)
  expect(first(waiting, { running: 0 })).toMatch(/, starting$/)
  expect(first({ secondsLeft: null })).toMatch(/, time left not known yet$/)
  expect(first({}, { isPaused: true })).toMatch(/, the queue is paused$/)
  expect(first({}, { isPaused: true, problem: 'The disk is full.' })).toMatch(
    /, waiting: The disk is full\.$/,
  )
})
