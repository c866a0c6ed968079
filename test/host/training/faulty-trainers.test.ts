import { describe, expect, test } from 'vitest'
import type { PoolOptions } from '../../../src/host/training/training-pool.ts'
import { spawnTrainer } from '../../../src/host/trainer-process.ts'
import { plannedRun } from '../planned-runs.ts'
import { standIn, startPool } from './stand-in-pool.ts'

describe('faults', () => {
  test('a lost trainer costs only its own run, which succeeds on the second try', async () => {
    const { ended, started, lastStatus } = startPool([plannedRun('a'), plannedRun('b')], { a: 'crash-once' })
    await ended
    expect(started()).toEqual(['a', 'a', 'b'])
    expect(lastStatus()).toEqual({ a: 'done', b: 'done' })
  })

  test('a run whose trainer is lost twice fails with the reason, and the others go on', async () => {
    const { ended, lastStatus, reasonOf } = startPool([plannedRun('a'), plannedRun('b')], { a: 'crash' })
    await ended
    expect(lastStatus()).toEqual({ a: 'failed', b: 'done' })
    expect(reasonOf('a')).toBe(
      'The trainer process ended with exit code 3. It last said: out of luck It was tried twice.',
    )
  })

  test('a killed trainer is replaced and its run trained again', async () => {
    let kills = 0
    const { ended, lastStatus } = startPool(
      [plannedRun('a'), plannedRun('b')],
      {},
      {
        spawn: (handlers) => {
          const trainer = spawnTrainer(
            {
              onEnd: (reason) => handlers.onEnd(reason),
              onEvent: (event) => {
                handlers.onEvent(event)
                if (event.type === 'started' && kills++ === 0) trainer.kill()
              },
            },
            standIn,
          )
          return trainer
        },
      },
    )
    await ended
    expect(lastStatus()).toEqual({ a: 'done', b: 'done' })
  })

  test.each([
    ['garbage', /outside the contract/],
    ['wrong-run', /spoke of run of another/],
    ['no-result', /without a result/],
    ['fail', /^does not fit$/],
  ] as const)('a trainer that answers with %s fails the run and says why', async (fault, reason) => {
    const { ended, lastStatus, reasonOf } = startPool([plannedRun('a'), plannedRun('b')], { a: fault })
    await ended
    expect(lastStatus()).toEqual({ a: 'failed', b: 'done' })
    expect(reasonOf('a')).toMatch(reason)
  })

  test('a run that starts from one that diverged fails and names it', async () => {
    const runs = [plannedRun('parent'), plannedRun('child', { parent: 'parent' })]
    const { ended, lastStatus, reasonOf } = startPool(runs, { parent: 'diverge' })
    await ended
    expect(lastStatus()).toEqual({ parent: 'diverged', child: 'failed' })
    expect(reasonOf('child')).toBe('It starts from the weights of run parent, which is diverged.')
  })

  test('trainers that cannot start fail the experiment with the reason', async () => {
    const missing = new URL('./no-such-trainer.ts', import.meta.url)
    const spawn: PoolOptions['spawn'] = (handlers) => spawnTrainer(handlers, missing)
    const { ended, lastStatus, reasonOf } = startPool(
      [plannedRun('a'), plannedRun('b')],
      {},
      { spawn, trainers: () => 2 },
    )
    await ended
    expect(lastStatus()).toEqual({ a: 'failed', b: 'failed' })
    expect(reasonOf('a')).toMatch(/no-such-trainer/)
  })
})
