import { expect, test } from 'vitest'
import { progressLines } from '../../src/cli/progress-display.ts'
import type { Progress } from '../../src/host/experiment-progress.ts'
import { plannedRun } from '../host/planned-runs.ts'

const progress: Progress = {
  runsDone: 12,
  runsTotal: 50,
  share: 0.25,
  secondsLeft: 48.4,
  trainers: [
    {
      trainer: 0,
      run: plannedRun('a', { arm: 'with BN', seed: 3 }, 64),
      cohort: 1,
      epoch: 2,
      epochs: 5,
      loss: 0.12345,
      imagesPerSecond: 151234.5,
    },
    { trainer: 1, run: plannedRun('b'), cohort: 8, epoch: 1, epochs: 5, loss: null, imagesPerSecond: null },
  ],
}

test('a bar for all, and a line for each trainer', () => {
  expect(progressLines(progress, 100)).toEqual([
    '██████░░░░░░░░░░░░░░░░░░ 12 of 50 runs, 25 %, about 48 s left',
    '  1  with BN, batch 64, seed 3  epoch 2/5  loss 0.1235  151,235 images/s',
    '  2  none, batch 32, 8 seeds  epoch 1/5',
  ])
})

test('no line is wider than the terminal', () => {
  expect(Math.max(...progressLines(progress, 40).map((line) => line.length))).toBe(40)
})
