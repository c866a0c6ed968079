import { expect, test } from 'vitest'
import type { ExperimentStatus } from '../../src/contract/call-parts.ts'
import type { RunCounts } from '../../src/contract/host-answers.ts'
import { Ends } from '../../src/contract/ends.ts'

const none = { queued: 0, running: 0, done: 0, diverged: 0, stopped: 0, failed: 0, interrupted: 0 }
const seen = (status: ExperimentStatus, runs: Partial<RunCounts> = {}) => ({
  ...{ id: 'a', name: 'Mine', status, runs: { ...none, ...runs } },
})

test('an experiment that ends is told once', () => {
  const ends = new Ends()
  expect(ends.see(seen('running'))).toBeNull()
  expect(ends.open).toEqual(['a'])
  expect(ends.see(seen('finished', { done: 3, diverged: 1 }))).toEqual({
    ...{ id: 'a', title: '“Mine” has finished.', isFailure: false },
    body: 'Its results are ready. 1 run diverged.',
  })
  expect(ends.see(seen('finished'))).toBeNull()
  expect(ends.open).toEqual([])
})

test('what had ended when it was first seen, and what the user stopped, is no news', () => {
  const ends = new Ends()
  expect(ends.see(seen('finished'))).toBeNull()
  ends.see(seen('running'))
  expect(ends.see(seen('stopped', { stopped: 2 }))).toBeNull()
})

test('failures are told as such, and an experiment that is resumed may end again', () => {
  const ends = new Ends()
  ends.see(seen('queued'))
  expect(ends.see(seen('incomplete', { failed: 2 }))).toMatchObject({
    ...{ isFailure: true, body: '2 runs could not be trained.' },
  })
  ends.see(seen('running'))
  expect(ends.see(seen('finished'))).not.toBeNull()
})
