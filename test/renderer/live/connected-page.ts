import { vi } from 'vitest'
import { messagePortChannel } from '../../../src/contract/channels/message-port.ts'
import type { HostHandlers } from '../../../src/contract/host.ts'
import { serveHost, type Subscribe } from '../../../src/contract/rpc.ts'
import { HOST_PORT } from '../../../src/preload/shell.ts'
import { keepConnected } from '../../../src/renderer/src/host.ts'

/** Gives the page's own `host` a port to these handlers, as the desktop's preload does. @returns a way to hint */
export function connectPage(handlers: HostHandlers): Parameters<Subscribe>[0] {
  const page = Object.assign(new EventTarget(), { shell: {} })
  vi.stubGlobal('window', page)
  keepConnected()
  const { port1, port2 } = new MessageChannel()
  const listeners = new Set<Parameters<Subscribe>[0]>()
  const subscribe: Subscribe = (listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  serveHost(handlers, subscribe, messagePortChannel(port1))
  const handed = { source: page, data: HOST_PORT, ports: [port2] }
  page.dispatchEvent(Object.assign(new Event('message'), handed))
  return (event, hint) => {
    for (const listener of listeners) listener(event, hint)
  }
}
