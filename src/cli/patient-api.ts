import { setTimeout } from 'node:timers/promises'
import { WorkbenchError } from '../contract/errors.ts'
import type { HostApi, HostCall } from '../contract/host.ts'

/** Whether they were done is not known when the host goes away in the middle: done twice, they would do harm or fail. */
const ONCE = new Set<HostCall>([
  'experiments.create',
  'experiments.purge',
  'runs.retry',
  'runs.exportPytorch',
  'datasets.import',
  'datasets.remove',
  'system.backup',
])
const MOST_ATTEMPTS = 4
const PAUSE_MS = 250

/** The same calls; those that may be made twice are repeated when the process that holds the database goes away. */
export function patientApi(api: HostApi): HostApi {
  return {
    on: (event, listener) => api.on(event, listener),
    async call(name, input) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await api.call(name, input)
        } catch (error) {
          const isGone = error instanceof WorkbenchError && error.code === 'unavailable'
          if (!isGone || ONCE.has(name) || attempt === MOST_ATTEMPTS) throw error
          await setTimeout(PAUSE_MS)
        }
      }
    },
  }
}
