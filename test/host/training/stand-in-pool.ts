import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RunStatus } from '../../../src/contract/call-parts.ts'
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
import type { Fault } from '../stand-in-trainer-process.ts'

export const standIn = new URL('../stand-in-trainer-process.ts', import.meta.url)

/** A pool of stand-in trainers at work on these runs, whose ids are their keys, and what it has told so far. */
export function startPool(
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
