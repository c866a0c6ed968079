import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { Member } from '../../../src/contract/trainer.ts'
import type { PoolEvent } from '../../../src/host/training/pool-event.ts'
import { plannedRun } from '../planned-runs.ts'
import { startPool } from './stand-in-pool.ts'

describe('stop', () => {
  test('what trains stops within a step, the rest leaves the queue', async () => {
    const stopAll = (event: PoolEvent): void => {
      if (event.type !== 'backend-chosen') return
      pool.queue.endQueued(['a', 'b'], 'stopped', 'Stopped by the user.')
      pool.pool.stop(['a', 'b'], 'stopped', 'Stopped by the user.')
    }
    const pool = startPool([plannedRun('a'), plannedRun('b')], { a: 'wait' }, { onEvent: stopAll })
    await pool.ended
    expect(pool.started()).toEqual(['a'])
    expect(pool.lastStatus()).toEqual({ a: 'stopped', b: 'stopped' })
  })

  test('a run that is stopped while its start is read stops too', async () => {
    const start = async (): Promise<Member['start']> => {
      pool.pool.stop(['a'], 'stopped', 'Stopped by the user.')
      return Promise.resolve({ from: 'fresh' })
    }
    const pool = startPool([plannedRun('a')], { a: 'wait' }, { start })
    await pool.ended
    expect(pool.lastStatus()).toEqual({ a: 'stopped' })
  })

  test('a trainer that does not stop is killed after the grace time', async () => {
    const stopA = (event: PoolEvent): void => {
      if (event.type === 'backend-chosen') pool.pool.stop(['a'], 'stopped', 'Stopped by the user.')
    }
    const pool = startPool([plannedRun('a')], { a: 'deaf' }, { onEvent: stopA, graceSeconds: 0.2 })
    await pool.ended
    expect(pool.lastStatus()).toEqual({ a: 'stopped' })
    expect(pool.reasonOf('a')).toBe('Stopped by the user. The trainer process ended by signal SIGKILL.')
  })

  test('a run that failed when it was to stop, and is lost later, is not taken for stopped', async () => {
    let jobs = 0
    const onEvent = (event: PoolEvent): void => {
      if (event.type !== 'backend-chosen') return
      if (++jobs === 1) pool.pool.stop(['a'], 'stopped', 'Stopped by the user.')
    }
    const waits = { b: 'wait', c: 'wait' } as const
    const planned = ['a', 'b', 'c'].map((key) => plannedRun(key))
    const pool = startPool(planned, { a: 'fail', ...waits }, { onEvent })
    await expect.poll(() => jobs).toBe(2)
    expect(pool.lastStatus()).toMatchObject({ a: 'failed' })
    pool.queue.add([{ ...pool.runs[0]!, experimentId: 'again' }])
    pool.queue.move('again', pool.runs[0]!.experimentId)
    pool.setFault('a', 'crash')
    pool.pool.stop(['b'], 'stopped', 'Stopped by the user.')
    await expect.poll(() => pool.reasonOf('a')).toMatch(/tried twice/)
    await pool.pool.close('The test is over.')
  })

  test('closing interrupts what trains and leaves the queued as they are', async () => {
    const { pool, lastStatus, events } = startPool([plannedRun('a'), plannedRun('b')], { a: 'wait' })
    while (!events.some(({ type }) => type === 'backend-chosen')) await setTimeout(5)
    await pool.close('The program ended.')
    expect(lastStatus()).toEqual({ a: 'interrupted' })
  })
})
