import { expect, test } from 'vitest'
import { pauseWords, queueWords } from '../../../src/renderer/src/components/queue/queue-words.ts'

const NONE = { queued: 0, running: 0, done: 0, diverged: 0, stopped: 0, failed: 0, interrupted: 0 }
const left = [
  { runs: { ...NONE, queued: 1200, done: 5 } },
  { runs: { ...NONE, queued: 2, interrupted: 1, stopped: 4 } },
]

test('the queue in words counts what waits to be resumed', () => {
  expect(queueWords({ running: 0, queued: 0 }, [])).toBe('0 runs in training, 0 waiting')
  expect(queueWords({ running: 1, queued: 3 }, [])).toBe('1 run in training, 3 waiting')
  expect(queueWords({ running: 0, queued: 0 }, left)).toBe('0 runs in training, 1,203 to be resumed')
  expect(queueWords({ running: 2, queued: 3 }, left)).toBe(
    '2 runs in training, 3 waiting, 1,203 to be resumed',
  )
})

test('a pause speaks of what trains only where something does', () => {
  expect(pauseWords({ running: 1 })).toContain('What trains goes on')
  expect(pauseWords({ running: 0 })).not.toContain('What trains')
})
