import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { PoolEvent } from '../../../src/host/training/pool-event.ts'
import { TrainingQueue, type QueuedRun } from '../../../src/host/training/training-queue.ts'
import { plannedRun } from '../planned-runs.ts'
import { startPool } from './stand-in-pool.ts'

type Told = Extract<PoolEvent, { type: 'told' }>['event']

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

describe('the queue of several experiments', () => {
  test('nothing starts while it is paused', async () => {
    const { pool, ended, started } = startPool([plannedRun('a')], {}, { trainers: () => 0 })
    pool.setPaused(true)
    await setTimeout(50)
    expect(started()).toEqual([])
    void ended
    await pool.close('The test is over.')
  })

  test('an experiment is moved before another, or behind all', () => {
    const queue = new TrainingQueue(
      () => undefined,
      () => 'done',
      () => 0,
    )
    const entry = (id: string): QueuedRun => ({
      ...{ id, experimentId: id, planned: plannedRun(id), parentId: null },
      ...{ startStep: 0, backend: 'cpu', datasetFolder: '', chance: null },
    })
    for (const id of ['a', 'b', 'c', 'd']) queue.add([entry(id)])
    queue.move('c', 'a')
    expect(queue.queued()).toEqual(['c', 'a', 'b', 'd'])
    queue.move('c', 'd')
    expect(queue.queued()).toEqual(['a', 'b', 'c', 'd'])
    queue.move('a', null)
    queue.move('b', 'b')
    queue.add([entry('e')])
    expect(queue.queued()).toEqual(['b', 'c', 'd', 'a', 'e'])
    expect(queue.take(() => 1).map(({ id }) => id)).toEqual(['b'])
    queue.move('e', 'b')
    expect(queue.queued()).toEqual(['e', 'c', 'd', 'a'])
    expect(() => queue.move('x', null)).toThrow('No run of the experiment x trains or waits here.')
    expect(() => queue.move('a', 'x')).toThrow('No run of the experiment x')
    expect(queue.queued()).toEqual(['e', 'c', 'd', 'a'])
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
