import { EventEmitter } from 'node:events'
import { registerHooks } from 'node:module'
import process from 'node:process'
import { fromBytes, PortHome, toBytes } from './message-port.ts'
import { NotInDouble } from './strict.ts'
import type { FromChild, ToChild } from './wire.ts'

// Loaded before the program of every utility process: gives it `process.parentPort`, and no `electron`.

const send = process.send?.bind(process)
const tell = (message: FromChild): void => void send?.(message)

const home = new PortHome(() => ({
  send: (end, bytes) => tell({ type: 'send', end, bytes }),
  start: (end) => tell({ type: 'start', end }),
  close: (end) => tell({ type: 'close', end }),
}))

/** Keeps what comes until someone listens, as Electron's does. */
class ParentPort extends EventEmitter {
  readonly #queue: Extract<ToChild, { type: 'parent' }>[] = []

  constructor() {
    super()
    this.on('newListener', (name) => {
      if (name === 'message') setImmediate(() => this.#flush())
    })
  }

  postMessage(message: unknown): void {
    tell({ type: 'parent', bytes: toBytes(message) })
  }

  arrived(message: Extract<ToChild, { type: 'parent' }>): void {
    this.#queue.push(message)
    setImmediate(() => this.#flush())
  }

  #flush(): void {
    while (this.#queue.length > 0 && this.listenerCount('message') > 0) {
      const { bytes, ports } = this.#queue.shift()!
      this.emit('message', { data: fromBytes(bytes), ports: home.wrap(ports) })
    }
  }
}

const parentPort = new ParentPort()
process.on('message', (message: ToChild) => {
  if (message.type === 'parent') parentPort.arrived(message)
  else if (message.type === 'message') home.message(message.end, message.bytes)
  else home.closed(message.end)
})
// The main process is gone: Chromium ends its children without a word.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))

Object.defineProperty(process, 'parentPort', { enumerable: true, value: parentPort })
Object.defineProperty(process, 'type', { enumerable: true, value: 'utility' })
Object.defineProperty(process, 'send', { value: undefined })

registerHooks({
  resolve(specifier, context, next) {
    if (/^electron(\/|$)/.test(specifier)) throw new NotInDouble(`import '${specifier}' in a utility process`)
    return next(specifier, context)
  },
})
