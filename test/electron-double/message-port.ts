import { EventEmitter } from 'node:events'
import { deserialize, serialize } from 'node:v8'
import type { End, Holder } from './broker.ts'

/** What a process asks of the broker about the ends that it holds. */
export type Link = {
  send(end: End, bytes: Uint8Array): void
  start(end: End): void
  close(end: End): void
}

/** A message by V8's structured clone, as Electron's. @throws when it can't be cloned */
export function toBytes(message: unknown): Uint8Array {
  return serialize(message)
}

export function fromBytes(bytes: Uint8Array): unknown {
  return deserialize(bytes)
}

/** The ports of one process. */
export class PortHome implements Holder {
  readonly ports = new Map<End, MessagePortMain>()
  readonly link: Link

  constructor(link: (home: PortHome) => Link) {
    this.link = link(this)
  }

  message(end: End, bytes: Uint8Array): void {
    setImmediate(() => this.ports.get(end)?.emit('message', { data: fromBytes(bytes), ports: [] }))
  }

  closed(end: End): void {
    setImmediate(() => {
      const port = this.ports.get(end)
      this.ports.delete(end)
      port?.emit('close')
    })
  }

  wrap(ends: readonly End[]): MessagePortMain[] {
    return ends.map((end) => new MessagePortMain(this, end))
  }
}

/** Electron's MessagePortMain, which a utility process has as well. A listener alone does not start it. */
export class MessagePortMain
  extends EventEmitter
  implements Omit<Electron.MessagePortMain, keyof EventEmitter>
{
  readonly #home: PortHome
  readonly #end: End
  #state: 'new' | 'started' | 'closed' | 'transferred' = 'new'

  constructor(home: PortHome, end: End) {
    super()
    this.#home = home
    this.#end = end
    this.once('close', () => (this.#state = 'closed'))
  }

  start(): void {
    if (this.#state !== 'new') return
    this.#state = 'started'
    this.#home.ports.set(this.#end, this)
    this.#home.link.start(this.#end)
  }

  close(): void {
    if (this.#state === 'closed' || this.#state === 'transferred') return
    this.#home.ports.delete(this.#end)
    this.#home.link.close(this.#end)
    this.emit('close')
  }

  postMessage(message: unknown, ports: unknown = []): void {
    if (!Array.isArray(ports)) throw new TypeError('transferables must be an array of MessagePorts')
    if (ports.some((port) => !(port instanceof MessagePortMain)))
      throw new TypeError('Port at index 0 is not a valid port')
    if (ports.length > 0) throw new Error('electron double: a port sent through a port is not implemented')
    const bytes = toBytes(message)
    if (this.#state === 'new' || this.#state === 'started') this.#home.link.send(this.#end, bytes)
  }

  /** Their ends, which these ports give up. Electron's own checks and words. */
  static detach(ports: readonly unknown[]): End[] {
    return ports.map((port, index) => {
      if (!(port instanceof MessagePortMain))
        throw new TypeError(`Port at index ${index} is not a valid port`)
      if (port.#state === 'transferred') throw new Error(`Port at index ${index} is already neutered.`)
      port.#state = 'transferred'
      return port.#end
    })
  }
}
