import type { Channel } from '../channel.ts'
import { Closing } from './closing.ts'

/** A port of a MessageChannel, in Node or in a page, as far as a channel uses it. */
type Port = {
  postMessage(message: unknown): void
  addEventListener(type: string, listener: (event: Event) => void): void
  start(): void
  close(): void
}

/** Messages by structured clone. */
export function messagePortChannel(port: Port): Channel {
  const closing = new Closing()
  port.addEventListener('close', () => closing.tell('The connection to the host was closed.'))
  return {
    post: (message) => port.postMessage(message),
    onMessage(listener) {
      port.addEventListener('message', (event) => listener((event as MessageEvent<unknown>).data))
      port.start()
    },
    onClosed: (listener) => closing.onClosed(listener),
    close: () => port.close(),
  }
}
