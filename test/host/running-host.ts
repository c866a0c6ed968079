import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import {
  hostCalls,
  type HostAnswers,
  type HostCall,
  type HostHandlers,
  type HostInput,
} from '../../src/contract/host.ts'
import type { ExperimentRecord } from '../../src/contract/experiment-record.ts'
import type { SpecInput } from '../../src/domain/spec.ts'
import { startHost, type HostOptions } from '../../src/host/workbench-host.ts'
import { tinySpec } from './tiny-spec.ts'

export type RunningHost = ReturnType<typeof runHost>

/** A real host on a database in this home, with two real trainers, whose calls are checked as on any channel. */
export function runHost(home: string, options: Partial<HostOptions> = {}) {
  const host = startHost({ database: join(home, 'workbench.db'), home, ...options })
  const call = async <C extends HostCall>(name: C, input: HostInput<C>): Promise<HostAnswers[C]> => {
    const handler = host.handlers[name] as (argument: unknown) => ReturnType<HostHandlers[C]>
    return await handler(hostCalls[name].parse(input))
  }
  const create = async (changes: Partial<SpecInput> = {}): Promise<string> =>
    (await call('experiments.create', { spec: { ...tinySpec, ...changes } })).id
  /** Waits until no run of the experiment is queued or in training. */
  const ended = async (id: string): Promise<void> => {
    for (;;) {
      const { runs } = await call('experiments.get', { id })
      if (runs.queued + runs.running === 0) return
      await setTimeout(20)
    }
  }
  const record = (id: string): Promise<ExperimentRecord> => call('experiments.record', { id, series: true })
  return { ...host, call, create, ended, record }
}

/** The losses of every run, in the order of the grid. */
export function lossesOf({ runs }: ExperimentRecord): number[][] {
  return runs.map(({ series }) => [...series.loss])
}
