import type { MessagePortMain } from 'electron'
import type { Channel } from '../contract/channel.ts'
import { Closing } from '../contract/channels/closing.ts'

/** Ports in use: one that nothing refers to is collected, and closes. */
const open = new Set<MessagePortMain>()

/** Messages by structured clone, over a port as the main process and utility processes have them. */
export function portChannel(port: MessagePortMain): Channel {
  const closing = new Closing()
  open.add(port)
  port.on('close', () => {
    open.delete(port)
    closing.tell('The connection to the host was closed.')
  })
  return {
    post: (message) => port.postMessage(message),
    onMessage(listener) {
      port.on('message', ({ data }) => listener(data))
      port.start()
    },
    onClosed: (listener) => closing.onClosed(listener),
    close: () => port.close(),
  }
}
