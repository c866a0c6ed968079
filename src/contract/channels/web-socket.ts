import type { Channel } from '../channel.ts'
import { Closing } from './closing.ts'
import { packMessage, unpackMessage } from './message-pack.ts'

/** A WebSocket of a page or of the package `ws`, as far as a channel uses it. */
type Socket = {
  binaryType: string
  readonly readyState: number
  readonly bufferedAmount: number
  send(bytes: Uint8Array<ArrayBuffer>): void
  close(code?: number): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
  addEventListener(type: 'close', listener: () => void): void
}

const OPEN = 1
const CLOSING = 2
const UNREADABLE = 1003
const TOO_SLOW = 1008
/** A page that reads nothing any more would fill this process's memory. */
const MOST_WAITING = 2 ** 28

/** An open WebSocket. A message that can't be read ends the connection. */
export function webSocketChannel(socket: Socket, reason = 'The connection to the server was lost.'): Channel {
  socket.binaryType = 'arraybuffer'
  const closing = new Closing()
  if (socket.readyState >= CLOSING) closing.tell(reason)
  else socket.addEventListener('close', () => closing.tell(reason))
  return {
    post(message) {
      const bytes = packMessage(message)
      if (socket.bufferedAmount > MOST_WAITING) socket.close(TOO_SLOW)
      else if (socket.readyState === OPEN) socket.send(bytes)
    },
    onMessage(listener) {
      socket.addEventListener('message', ({ data }) => {
        let message: unknown
        try {
          if (!(data instanceof ArrayBuffer)) throw new Error('It is text.')
          message = unpackMessage(data)
        } catch {
          socket.close(UNREADABLE)
          return
        }
        listener(message)
      })
    },
    onClosed: (listener) => closing.onClosed(listener),
    close: () => socket.close(),
  }
}
