import { hostCalls, type HostApi, type HostCall, type HostEvents, type HostHandlers } from './host.ts'
import type { Subscribe } from './rpc.ts'

const hints: Record<keyof HostEvents, true> = {
  'experiments.changed': true,
  'runs.changed': true,
  'metrics.grew': true,
  'queue.changed': true,
  'datasets.progress': true,
  'datasets.changed': true,
  'exports.progress': true,
}

/**
 * What `serveHost` needs to let others use a host that this process itself may only be attached to: calls and hints
 * are passed on as they are.
 */
export function relayHost(api: HostApi): { handlers: HostHandlers; subscribe: Subscribe } {
  const names = Object.keys(hostCalls) as HostCall[]
  const handlers = Object.fromEntries(
    names.map((name) => [name, (input: never) => api.call(name, input)]),
  ) as unknown as HostHandlers
  return {
    handlers,
    subscribe(listener) {
      const events = Object.keys(hints) as (keyof HostEvents)[]
      const stops = events.map((event) => api.on(event, (hint) => listener(event, hint)))
      return () => stops.forEach((stop) => stop())
    },
  }
}
