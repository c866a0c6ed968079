import { expect, test } from 'vitest'
import type { RunCounts } from '../../../src/contract/host-answers.ts'
import { assignment } from '../../../src/domain/presets/assignment.ts'
import { presetWords } from '../../../src/renderer/src/components/history/preset-words.ts'
import {
  isResumable,
  isStoppable,
  runCountsText,
} from '../../../src/renderer/src/components/history/status-look.ts'

const none: RunCounts = { queued: 0, running: 0, done: 0, diverged: 0, stopped: 0, failed: 0, interrupted: 0 }

test('runs are counted in words', () => {
  expect(runCountsText({ ...none, done: 40, running: 2, queued: 8 })).toBe(
    '50 runs: 40 done, 2 running and 8 queued',
  )
  expect(runCountsText({ ...none, failed: 1 })).toBe('1 run: 1 failed')
})

test('what is at its end can be neither stopped nor resumed', () => {
  expect(isStoppable({ ...none, done: 3 })).toBe(false)
  expect(isResumable('finished', { ...none, done: 3 })).toBe(false)
  expect(isStoppable({ ...none, queued: 1 })).toBe(true)
  expect(isResumable('paused', { ...none, queued: 1 })).toBe(true)
  expect(isResumable('incomplete', { ...none, failed: 1 })).toBe(true)
})

test('a preset says what will happen when it is started', () => {
  const words = presetWords(assignment.spec).join(' ')
  expect(words).toContain('“without BN” and “with BN”, at batch sizes 16, 32, 64, 128 and 256')
  expect(words).toContain('5 times')
  expect(words).toContain('5 epochs')
  expect(words).toContain('nothing is downloaded')
})
