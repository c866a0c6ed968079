import { expect, test } from 'vitest'
import { endingWords } from '../../src/host/ending-words.ts'

test.each([
  [1, ['First'], '1 run was in training. Resume “First” to go on from there.'],
  [2, ['First', 'Second'], '2 runs were in training. Resume “First” and “Second” to go on from there.'],
  [
    5,
    ['A', 'B', 'C', 'D', 'E'],
    '5 runs were in training. Resume “A”, “B”, “C” and 2 more to go on from there.',
  ],
  [2, [], '2 runs were in training. Resume their experiments to go on from there.'],
])('what %d runs of %j are told by', (running, experiments, words) => {
  expect(endingWords(running, experiments)).toBe(words)
})
