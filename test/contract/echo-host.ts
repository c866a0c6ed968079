import type { HostHandlers } from '../../src/contract/host.ts'
import type { Subscribe } from '../../src/contract/rpc.ts'
import { echoHandlers } from './echo-handlers.ts'

/** The echo handlers, and hints: one is told with every `queue.pause`. */
export function echoHost(): { handlers: HostHandlers; subscribe: Subscribe; listeners: () => number } {
  const listeners = new Set<Parameters<Subscribe>[0]>()
  const echoes = echoHandlers()
  return {
    handlers: {
      ...echoes,
      'queue.pause': (argument) => {
        for (const listener of listeners) listener('metrics.grew', { cursor: 41 })
        return echoes['queue.pause'](argument)
      },
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    listeners: () => listeners.size,
  }
}
