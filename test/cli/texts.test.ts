import { expect, test } from 'vitest'
import { experimentTable } from '../../src/cli/experiment-table.ts'
import { factLines } from '../../src/cli/facts.ts'
import { trainedText } from '../../src/domain/duration-text.ts'
import { sizeText } from '../../src/domain/size-text.ts'
import { ageText, localTime } from '../../src/cli/time-text.ts'
import type { ExperimentSummary } from '../../src/contract/host-answers.ts'

test.each([
  [0, '0 bytes'],
  [1023, '1023 bytes'],
  [1536, '1.5 KiB'],
  [120 * 2 ** 30, '120 GiB'],
])('%d bytes read as %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text)
})

test.each([
  [-5, '0 s'],
  [59_999, '59 s'],
  [61_000, '1 min'],
  [7_199_000, '1 h'],
  [49 * 3_600_000, '2 d'],
])('an age of %d ms reads as %s', (age, text) => {
  expect(ageText(1000, 1000 + age)).toBe(text)
})

test('a time is that of this machine', () => {
  expect(localTime(new Date(2026, 0, 2, 3, 4, 5).getTime())).toBe('2026-01-02 03:04')
})

test('a short training has a decimal', () => {
  expect([0.44, 9.96, 200].map(trainedText)).toEqual(['0.4 s', '10 s', '3 min 20 s'])
})

test('facts have their texts in one column', () => {
  const facts = [['Id', 'one two three'] as const, ['Status', 'done'] as const]
  expect(factLines(facts, 16)).toBe('Id      one two\n        three\nStatus  done')
})

test('a list shows what is done of all, and how far what trains is', () => {
  const runs = { queued: 3, running: 1, done: 4, diverged: 1, stopped: 0, failed: 1, interrupted: 0 }
  const experiment: ExperimentSummary = {
    ...{ id: '0123456789abcdef', name: 'n'.repeat(60), status: 'running', preset: null, dataset: 'bars' },
    ...{
      notes: '',
      tags: ['a', 'b'],
      looks: 1,
      createdAt: 0,
      trashedAt: null,
      runs,
      share: 0.429,
      secondsLeft: 61,
    },
  }
  const [, line] = experimentTable([experiment], 200, 120_000)
  expect(line).toBe(`01234567  ${'n'.repeat(47)}…  running, 42 %, 1 min 01 s left  5/10  2 min  bars  a, b`)
})
