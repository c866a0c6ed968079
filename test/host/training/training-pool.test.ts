import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { RunStatus } from '../../../src/contract/host.ts'
import type { Checkpoint, Member } from '../../../src/contract/trainer.ts'
import type { PlannedRun } from '../../../src/domain/grid.ts'
import type { PoolEvent } from '../../../src/host/training/pool-event.ts'
import { TrainingPool, type PoolOptions } from '../../../src/host/training/training-pool.ts'
import {
  TrainingQueue,
  type QueuedRun,
  type StatusChange,
} from '../../../src/host/training/training-queue.ts'
import { spawnTrainer } from '../../../src/host/trainer-process.ts'
import { plannedRun } from '../planned-runs.ts'
import type { Fault } from '../stand-in-trainer-process.ts'

const standIn = new URL('../stand-in-trainer-process.ts', import.meta.url)

type Told = Extract<PoolEvent, { type: 'told' }>['event']

/** A pool of stand-in trainers at work on these runs, whose ids are their keys, and what it has told so far. */
function startPool(
  planned: PlannedRun[],
  faults: Record<string, Fault> = {},
  changed: Partial<PoolOptions> & { backend?: QueuedRun['backend'] } = {},
) {
  const { backend = 'cpu', trainers = () => 1, ...options } = changed
  const datasetFolder = mkdtempSync(join(tmpdir(), 'bnw-pool-'))
  writeFileSync(join(datasetFolder, 'faults.json'), JSON.stringify(faults))
  const [events, changes]: [PoolEvent[], StatusChange[]] = [[], []]
  const ended = Promise.withResolvers<undefined>()
  const statuses = new Map<string, RunStatus>()
  const weights = new Map<string, Checkpoint['tensors']>()
  const queue = new TrainingQueue(
    (change) => {
      changes.push(change)
      statuses.set(change.run.id, change.status)
      const isSettled = [...statuses.values()].every((status) => status !== 'queued' && status !== 'running')
      if (isSettled && statuses.size === planned.length) ended.resolve(undefined)
    },
    (id) => statuses.get(id)!,
    () => 0,
  )
  const pool = new TrainingPool({
    spawn: (handlers) => spawnTrainer(handlers, standIn),
    queue,
    trainers,
    start: ({ parentId }): Promise<Member['start']> =>
      Promise.resolve(
        parentId === null ? { from: 'fresh' } : { from: 'weights', tensors: weights.get(parentId)! },
      ),
    graceSeconds: 10,
    checkpointEverySeconds: 60,
    ...options,
    onEvent: (event) => {
      events.push(event)
      if (event.type === 'told' && event.event.type === 'finished')
        weights.set(event.run.id, event.event.checkpoint.tensors)
      options.onEvent?.(event)
    },
  })
  const runs = planned.map((run): QueuedRun => {
    return {
      ...{ id: run.key, experimentId: 'one', planned: run, parentId: run.parent, startStep: 0 },
      ...{ backend, datasetFolder, chance: null },
    }
  })
  queue.add(runs)
  pool.next()
  return {
    pool,
    queue,
    events,
    runs,
    setFault: (id: string, fault: Fault) =>
      writeFileSync(join(datasetFolder, 'faults.json'), JSON.stringify({ ...faults, [id]: fault })),
    ended: ended.promise.then(() => pool.close('The test is over.')),
    started: () => changes.flatMap(({ status, run }) => (status === 'running' ? [run.id] : [])),
    lastStatus: () => Object.fromEntries(statuses),
    reasonOf: (id: string) => changes.findLast(({ run }) => run.id === id)?.reason ?? '',
  }
}

function finishedWeight(events: PoolEvent[], id: string): number | undefined {
  const told = events.flatMap((event): Told[] => (event.type === 'told' ? [event.event] : []))
  const finished = told.find((event) => event.type === 'finished' && event.runKey === id)
  return finished?.type === 'finished' ? finished.checkpoint.tensors['0.weight']?.[0] : undefined
}

describe('order', () => {
  test('longest runs start first, equal ones in the order of the grid', async () => {
    const runs = [
      plannedRun('a', {}, 64),
      plannedRun('b', {}, 16),
      plannedRun('c', {}, 64),
      plannedRun('d', {}, 8),
    ]
    const { ended, started } = startPool(runs)
    await ended
    expect(started()).toEqual(['d', 'b', 'a', 'c'])
  })

  test('a seed of every arm and batch size comes before the next seed', async () => {
    const runs = [
      plannedRun('a1', { seed: 1 }, 16),
      plannedRun('a2', { seed: 2 }, 16),
      plannedRun('b1', { seed: 1 }, 64),
      plannedRun('b2', { seed: 2 }, 64),
    ]
    const { ended, started } = startPool(runs)
    await ended
    expect(started()).toEqual(['a1', 'b1', 'a2', 'b2'])
  })

  test('a run waits for its parent and starts from its weights, not from its optimizer', async () => {
    const child = plannedRun('child', { parent: 'parent', scaledLearningRate: 0.5 }, 8)
    const { ended, started, events } = startPool([child, plannedRun('parent', { scaledLearningRate: 0.25 })])
    await ended
    expect(started()).toEqual(['parent', 'child'])
    expect(finishedWeight(events, 'child')).toBe(0.75)
  })

  test('runs of one shape are stacked on a GPU backend, and only those', async () => {
    const runs = [plannedRun('a'), plannedRun('b', {}, 16), plannedRun('c'), plannedRun('d')]
    const { ended, events } = startPool(runs, {}, { backend: 'webgpu' })
    await ended
    const assigned = events.flatMap((event) =>
      event.type === 'assigned' ? [event.runs.map(({ id }) => id)] : [],
    )
    expect(assigned).toEqual([['b'], ['a', 'c', 'd']])
  })

  test('several trainers share the work', async () => {
    const runs = Array.from({ length: 6 }, (_, i) => plannedRun(`run ${i}`))
    const { ended, lastStatus } = startPool(runs, {}, { trainers: () => 2 })
    await ended
    expect(Object.values(lastStatus())).toEqual(Array(6).fill('done'))
  })
})

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
    pool.queue.moveFirst('again')
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

describe('the queue of several experiments', () => {
  test('nothing starts while it is paused', async () => {
    const { pool, ended, started } = startPool([plannedRun('a')], {}, { trainers: () => 0 })
    pool.setPaused(true)
    await setTimeout(50)
    expect(started()).toEqual([])
    void ended
    await pool.close('The test is over.')
  })

  test('an experiment that is moved first overtakes those before it', () => {
    const order: string[] = []
    const queue = new TrainingQueue(
      ({ run }) => order.push(run.id),
      () => 'done',
      () => 0,
    )
    const entry = (id: string): QueuedRun => ({
      ...{ id, experimentId: id, planned: plannedRun(id), parentId: null },
      ...{ startStep: 0, backend: 'cpu', datasetFolder: '', chance: null },
    })
    queue.add([entry('a')])
    queue.add([entry('b')])
    queue.moveFirst('b')
    while (queue.take(() => 1).length > 0);
    expect(order).toEqual(['b', 'a'])
  })

  test('runs of one shape that go on from different steps are not stacked', () => {
    const queue = new TrainingQueue(
      () => undefined,
      () => 'done',
      () => 0,
    )
    const entry = (id: string, startStep: number): QueuedRun => ({
      ...{ id, experimentId: 'one', planned: plannedRun(id), parentId: null },
      ...{ startStep, backend: 'webgpu', datasetFolder: '', chance: null },
    })
    queue.add([entry('a', 0), entry('b', 5), entry('c', 0)])
    expect(queue.take(() => 64).map(({ id }) => id)).toEqual(['a', 'c'])
  })
})
