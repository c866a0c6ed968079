import type { Socket } from 'node:net'
import { deserialize, serialize } from 'node:v8'
import type { Channel } from '../channel.ts'
import { Closing } from './closing.ts'

// A frame: its length as 32 bits, little-endian, then that many bytes of V8's structured serialization, which keeps
// typed arrays, NaN and ±Infinity as they are. Both ends are this program on one machine.

const LENGTH_BYTES = 4
/** A longer frame is no message of this program. */
const MOST_BYTES = 2 ** 31 - 1
/** A frozen process reads nothing, for days: hints to it would fill this one's memory. */
const MOST_WAITING = 2 ** 30

/**
 * A local socket or named pipe. A frame that can't be read ends the connection.
 * @param mostWaiting bytes that may wait for the other side to read: beyond them it counts as gone
 */
export function socketChannel(socket: Socket, mostWaiting = MOST_WAITING): Channel {
  let onMessage: (message: unknown) => void = () => undefined
  const read = frameReader((bytes) => onMessage(deserialize(bytes)))
  const closing = new Closing()
  const tell = (): void => closing.tell('The program that holds the database has ended.')
  socket.on('error', () => undefined) // `close` follows, and says it
  if (socket.closed) tell()
  else socket.once('close', tell)
  return {
    post(message) {
      if (socket.writableLength > mostWaiting) socket.destroy()
      else if (socket.writable) socket.write(frameOf(message))
    },
    onMessage(listener) {
      onMessage = listener
      socket.on('data', (bytes: Buffer) => {
        try {
          read(bytes)
        } catch {
          socket.destroy()
        }
      })
      socket.resume()
    },
    onClosed: (listener) => closing.onClosed(listener),
    close: () => socket.destroy(),
  }
}

/** A message as bytes on a socket. @throws Error when it holds what can't be cloned, or too much */
export function frameOf(message: unknown): Buffer {
  const body = serialize(message)
  if (body.length > MOST_BYTES) throw new Error(`A message of ${body.length} bytes is too long.`)
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32LE(body.length)
  return Buffer.concat([length, body])
}

/** @returns a function that takes bytes as they come and hands over each whole frame's body */
function frameReader(onFrame: (body: Buffer) => void): (bytes: Buffer) => void {
  let pieces: Buffer[] = []
  let waiting = 0
  return (bytes) => {
    pieces.push(bytes)
    waiting += bytes.length
    // Only when a frame may be whole are the pieces put together: a long one comes in thousands of them.
    for (let needed = neededFor(pieces[0]!); waiting >= needed; needed = neededFor(pieces[0]!)) {
      const all = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
      const end = neededFor(all)
      if (all.length < end) {
        pieces = [all]
        return
      }
      pieces = [all.subarray(end)]
      waiting = all.length - end
      onFrame(all.subarray(LENGTH_BYTES, end))
      if (waiting === 0) {
        pieces = []
        return
      }
    }
  }
}

/** Bytes that a frame takes which begins so; of one whose length is not known yet, that of the length. */
function neededFor(start: Buffer): number {
  if (start.length < LENGTH_BYTES) return LENGTH_BYTES
  const length = start.readUInt32LE()
  if (length > MOST_BYTES) throw new Error(`A frame of ${length} bytes is no message.`)
  return LENGTH_BYTES + length
}
