import { setTimeout } from 'node:timers/promises'
import type { SpecInput } from '../../src/domain/spec.ts'
import type { RunningHost } from './running-host.ts'

/** Two runs that train for seconds: long enough to be disturbed, short enough to be waited for. */
export const long: Partial<SpecInput> = {
  budget: { unit: 'epochs', amount: 6000 },
  seeds: [1],
  batchSizes: [64],
}

/** Waits until an experiment trains and has told more than a hundred steps of a run. */
export async function untilWellUnderWay(host: RunningHost, id: string): Promise<void> {
  for (;;) {
    const { runs } = await host.call('runs.list', { experimentId: id })
    if (runs.some(({ stepsDone }) => stepsDone > 100)) return
    await setTimeout(20)
  }
}
