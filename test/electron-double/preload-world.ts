import type { Bridge } from './bridge.ts'
import type { Codec } from './codec.ts'
import type { FromPreload, ToPreload } from './wire.ts'

export type PreloadScript = (require: (id: string) => unknown, process: object) => void
type Listener = (event: object, ...args: unknown[]) => void

/**
 * The isolated world of the preload: `require('electron')`, and the document's ports, each the outer end of a real
 * MessageChannel whose inner end is pumped to the main process. Put into every document as source.
 */
export function preloadWorld(codec: Codec, bridge: Bridge, process: object, preload: PreloadScript): void {
  if (window !== window.top) return // no preload in frames
  const scope = globalThis as unknown as {
    electronDoubleOut: (text: string) => void
    electronDoubleIn: (text: string) => void
  }
  const tell = (message: FromPreload): void => scope.electronDoubleOut(codec.encode(message))
  const missing = (what: string): Error => new Error(`electron double: ${what} is not implemented`)

  const inner = new Map<string, MessagePort>()
  const incoming = (end: string): MessagePort => {
    const { port1, port2 } = new MessageChannel()
    inner.set(end, port1)
    port1.onmessage = ({ data }) => tell({ type: 'send', end, value: data as unknown })
    port1.addEventListener('close', () => {
      if (inner.delete(end)) tell({ type: 'close', end })
    })
    tell({ type: 'start', end })
    return port2
  }

  const listeners = new Map<string, Set<Listener>>()
  const ipcRenderer = {
    on(channel: string, listener: Listener) {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener))
    },
    off: (channel: string, listener: Listener) => void listeners.get(channel)?.delete(listener),
    send: (channel: string, ...args: unknown[]) => tell({ type: 'ipc', channel, args }),
  }

  const exposed: string[] = []
  const expose = (detail: string): void =>
    void window.dispatchEvent(new CustomEvent('electron-double:expose:page', { detail }))
  window.addEventListener('electron-double:hello:preload', () => exposed.forEach(expose))
  const contextBridge = {
    exposeInMainWorld(key: string, api: unknown) {
      exposed.push(bridge.encode([key, api]))
      exposed.slice(-1).forEach(expose)
    },
  }

  scope.electronDoubleIn = (text) => {
    const message = codec.decode(text) as ToPreload
    if (message.type === 'ipc') {
      const event = { ports: message.ports.map(incoming) }
      listeners.get(message.channel)?.forEach((listener) => listener(event, ...message.args))
      return
    }
    const port = inner.get(message.end)
    if (message.type === 'message') port?.postMessage(message.value)
    else if (inner.delete(message.end)) port?.close()
  }

  const strict = <T extends object>(name: string, target: T): T =>
    new Proxy(target, {
      get(object, key, receiver) {
        if (typeof key === 'string' && !(key in object)) throw missing(`${name}.${key} (preload)`)
        return Reflect.get(object, key, receiver) as unknown
      },
    })
  const electron = strict('electron', {
    contextBridge: strict('contextBridge', contextBridge),
    ipcRenderer: strict('ipcRenderer', ipcRenderer),
  })
  const require = (id: string): unknown => {
    if (id === 'electron') return electron
    throw new Error(`module not found: ${id}`)
  }
  try {
    preload(require, strict('process', process))
  } catch (error) {
    tell({ type: 'fault', text: `preload: ${String(error)}` })
  }
}
