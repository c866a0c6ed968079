import { readonly, shallowRef } from 'vue'
import type { Channel } from '../../contract/channel.ts'
import { messagePortChannel } from '../../contract/channels/message-port.ts'
import { webSocketChannel } from '../../contract/channels/web-socket.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type { HostAnswers, HostApi, HostCall, HostEvents, HostInput } from '../../contract/host.ts'
import { PAGE_KEY } from '../../contract/page-key.ts'
import { connectHost } from '../../contract/rpc.ts'
import { HOST_PORT } from '../../preload/shell.ts'

/** The host, over a port of the desktop's window or a WebSocket of the server's page; found again when it is lost. */

export type Connection = 'connecting' | 'connected' | 'lost'

const RETRY_MS = 500
const LONGEST_RETRY_MS = 5000

const state = shallowRef<Connection>('connecting')
const reconnects = shallowRef(0)
/** Each is told of every hint of every connection. */
const subscriptions = new Set<(api: HostApi) => void>()
let current = Promise.withResolvers<HostApi>()
let connected: HostApi | null = null

/** How the page stands with its host. */
export const connection = readonly(state)
/** Grows with each connection after the first: what was asked before may be out of date. */
export const reconnected = readonly(reconnects)

export const host: HostApi = {
  /** Waits while there is no connection; a call that was on its way when one broke throws `unavailable`. */
  call: async <C extends HostCall>(name: C, input: HostInput<C>) => (await current.promise).call(name, input),
  on<E extends keyof HostEvents>(event: E, listener: (hint: HostEvents[E]) => void) {
    let stop = (): void => undefined
    const subscribe = (api: HostApi): void => {
      stop = api.on(event, listener)
    }
    subscriptions.add(subscribe)
    if (connected !== null) subscribe(connected)
    return () => {
      subscriptions.delete(subscribe)
      stop()
    }
  },
}

/**
 * Calls the host for something that is to be done now. While the connection is lost it is refused: what nobody expects any
 * more must not happen when it is back.
 * @throws WorkbenchError `unavailable`
 */
export async function act<C extends HostCall>(name: C, input: HostInput<C>): Promise<HostAnswers[C]> {
  if (state.value === 'lost')
    throw new WorkbenchError('unavailable', 'The connection to the workbench is lost: nothing was done.')
  return await host.call(name, input)
}

/** Connects, and again whenever the connection is lost, for as long as the page lives. */
export function keepConnected(): void {
  if (window.shell === undefined) void openSocket()
  else listenForPorts()
}

function listenForPorts(): void {
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const port = event.ports[0]
    if (event.source === window && event.data === HOST_PORT && port) use(messagePortChannel(port))
  })
}

async function openSocket(retry = RETRY_MS): Promise<void> {
  const address = new URL('host', location.href.replace(/^http/, 'ws'))
  address.hash = ''
  const socket = new WebSocket(address, localStorage.getItem(PAGE_KEY) ?? [])
  const opened = await new Promise<boolean>((resolve) => {
    socket.addEventListener('open', () => resolve(true), { once: true })
    socket.addEventListener('close', () => resolve(false), { once: true })
  })
  if (opened) use(webSocketChannel(socket), () => void openSocket())
  else setTimeout(() => void openSocket(Math.min(LONGEST_RETRY_MS, 1.5 * retry)), retry)
}

function use(channel: Channel, onLost?: () => void): void {
  const api = connectHost(channel)
  const isFirst = state.value === 'connecting'
  // A new port may come before the old one is known to be closed.
  if (connected !== null) current = Promise.withResolvers()
  connected = api
  state.value = 'connected'
  for (const subscribe of subscriptions) subscribe(api)
  current.resolve(api)
  if (!isFirst) reconnects.value++
  channel.onClosed(() => {
    if (connected !== api) return
    state.value = 'lost'
    connected = null
    current = Promise.withResolvers()
    onLost?.()
  })
}
