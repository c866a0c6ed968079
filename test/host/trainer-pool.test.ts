import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { TrainerEvent } from '../../src/contract/trainer.ts'
import type { PlannedRun } from '../../src/domain/grid.ts'
import type { PoolEvent } from '../../src/host/pool-event.ts'
import { TrainerPool, type PoolOptions } from '../../src/host/trainer-pool.ts'
import { spawnTrainer } from '../../src/host/trainer-process.ts'
import { plannedRun } from './planned-runs.ts'
import type { Fault } from './stand-in-trainer-process.ts'

const standIn = new URL('./stand-in-trainer-process.ts', import.meta.url)

/** A pool of stand-in trainers at work, and what it has told so far. */
function startPool(
  runs: PlannedRun[],
  faults: Record<string, Fault> = {},
  options: Partial<PoolOptions> = {},
): {
  pool: TrainerPool
  events: PoolEvent[]
  started: () => string[]
  lastStatus: () => Record<string, string>
  reasonOf: (key: string) => string
} {
  const datasetFolder = mkdtempSync(join(tmpdir(), 'bnw-pool-'))
  writeFileSync(join(datasetFolder, 'faults.json'), JSON.stringify(faults))
  const events: PoolEvent[] = []
  const pool = new TrainerPool(runs, {
    spawn: (handlers) => spawnTrainer(handlers, standIn),
    trainers: 1,
    backend: 'cpu',
    datasetFolder,
    ...options,
    onEvent: (event) => {
      events.push(event)
      options.onEvent?.(event)
    },
  })
  const changes = () => events.filter((event) => event.type === 'status')
  return {
    pool,
    events,
    started: () => changes().flatMap(({ status, run }) => (status === 'running' ? [run.key] : [])),
    lastStatus: () => Object.fromEntries(changes().map(({ run, status }) => [run.key, status])),
    reasonOf: (key) => changes().findLast(({ run }) => run.key === key)?.reason ?? '',
  }
}

function finishedWeight(events: PoolEvent[], key: string): number | undefined {
  const finished = events.find((event): event is Extract<TrainerEvent, { type: 'finished' }> => {
    return event.type === 'finished' && event.runKey === key
  })
  return finished?.checkpoint.tensors['0.weight']?.[0]
}

describe('order', () => {
  test('longest runs start first, equal ones in the order of the grid', async () => {
    const runs = [
      plannedRun('a', {}, 64),
      plannedRun('b', {}, 16),
      plannedRun('c', {}, 64),
      plannedRun('d', {}, 8),
    ]
    const { pool, started } = startPool(runs)
    await pool.ended
    expect(started()).toEqual(['d', 'b', 'a', 'c'])
  })

  test('a run waits for its parent and starts from its weights, not from its optimizer', async () => {
    const child = plannedRun('child', { parent: 'parent', scaledLearningRate: 0.5 }, 8)
    const { pool, started, events } = startPool([child, plannedRun('parent', { scaledLearningRate: 0.25 })])
    await pool.ended
    expect(started()).toEqual(['parent', 'child'])
    expect(finishedWeight(events, 'child')).toBe(0.75)
  })

  test('runs of one shape are stacked on a GPU backend, and only those', async () => {
    const runs = [plannedRun('a'), plannedRun('b', {}, 16), plannedRun('c'), plannedRun('d')]
    const { pool, events } = startPool(runs, {}, { backend: 'webgpu' })
    await pool.ended
    const assigned = events.flatMap((event) => (event.type === 'assigned' ? [event.runKeys] : []))
    expect(assigned).toEqual([['b'], ['a', 'c', 'd']])
  })

  test('several trainers share the work', async () => {
    const runs = Array.from({ length: 6 }, (_, i) => plannedRun(`run ${i}`))
    const { pool, lastStatus } = startPool(runs, {}, { trainers: 2 })
    await pool.ended
    expect(Object.values(lastStatus())).toEqual(Array(6).fill('done'))
  })
})

describe('faults', () => {
  test('a lost trainer costs only its own run, which succeeds on the second try', async () => {
    const { pool, started, lastStatus } = startPool([plannedRun('a'), plannedRun('b')], { a: 'crash-once' })
    await pool.ended
    expect(started()).toEqual(['a', 'a', 'b'])
    expect(lastStatus()).toEqual({ a: 'done', b: 'done' })
  })

  test('a run whose trainer is lost twice fails with the reason, and the others go on', async () => {
    const { pool, lastStatus, reasonOf } = startPool([plannedRun('a'), plannedRun('b')], { a: 'crash' })
    await pool.ended
    expect(lastStatus()).toEqual({ a: 'failed', b: 'done' })
    expect(reasonOf('a')).toBe(
      'The trainer process ended with exit code 3. It last said: out of luck It was tried twice.',
    )
  })

  test('a killed trainer is replaced and its run trained again', async () => {
    let kills = 0
    const { pool, lastStatus } = startPool(
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
    await pool.ended
    expect(lastStatus()).toEqual({ a: 'done', b: 'done' })
  })

  test.each([
    ['garbage', /outside the contract/],
    ['wrong-run', /spoke of run of another/],
    ['no-result', /without a result/],
    ['fail', /^does not fit$/],
  ] as const)('a trainer that answers with %s fails the run and says why', async (fault, reason) => {
    const { pool, lastStatus, reasonOf } = startPool([plannedRun('a'), plannedRun('b')], { a: fault })
    await pool.ended
    expect(lastStatus()).toEqual({ a: 'failed', b: 'done' })
    expect(reasonOf('a')).toMatch(reason)
  })

  test('a run that starts from one that diverged fails and names it', async () => {
    const runs = [plannedRun('parent'), plannedRun('child', { parent: 'parent' })]
    const { pool, lastStatus, reasonOf } = startPool(runs, { parent: 'diverge' })
    await pool.ended
    expect(lastStatus()).toEqual({ parent: 'diverged', child: 'failed' })
    expect(reasonOf('child')).toBe('It starts from the weights of run parent, which is diverged.')
  })

  test('trainers that cannot start fail the experiment with the reason', async () => {
    const missing = new URL('./no-such-trainer.ts', import.meta.url)
    const spawn: PoolOptions['spawn'] = (handlers) => spawnTrainer(handlers, missing)
    const { pool, lastStatus, reasonOf } = startPool(
      [plannedRun('a'), plannedRun('b')],
      {},
      { spawn, trainers: 2 },
    )
    await pool.ended
    expect(lastStatus()).toEqual({ a: 'failed', b: 'failed' })
    expect(reasonOf('a')).toMatch(/no-such-trainer/)
  })
})

describe('stop', () => {
  const stopOnceTraining = (pool: () => TrainerPool): Partial<PoolOptions> => ({
    onEvent: (event) => event.type === 'backend-chosen' && pool().stop(),
  })

  test('what trains stops at once, and nothing else starts', async () => {
    const runs = [plannedRun('a'), plannedRun('b')]
    const made: { pool?: TrainerPool } = {}
    const started = startPool(
      runs,
      { a: 'wait' },
      stopOnceTraining(() => made.pool!),
    )
    made.pool = started.pool
    await started.pool.ended
    expect(started.started()).toEqual(['a'])
    expect(started.lastStatus()).toEqual({ a: 'stopped', b: 'stopped' })
  })

  test('a trainer that does not stop is killed after the grace time', async () => {
    const made: { pool?: TrainerPool } = {}
    const options = { ...stopOnceTraining(() => made.pool!), graceSeconds: 0.2 }
    const started = startPool([plannedRun('a')], { a: 'deaf' }, options)
    made.pool = started.pool
    await started.pool.ended
    expect(started.lastStatus()).toEqual({ a: 'stopped' })
    expect(started.reasonOf('a')).toBe('Stopped by the user. The trainer process ended by signal SIGKILL.')
  })
})
