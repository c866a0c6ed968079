import type { ChildProcess } from 'node:child_process'
import type { Channel } from '../channel.ts'
import { Closing } from './closing.ts'

/** Either end of the channel between a process and one that it forked with `serialization: 'advanced'`. */
export function processChannel(end: ChildProcess | NodeJS.Process): Channel {
  // Both have these; their overloads differ.
  const other = end as ChildProcess
  const closing = new Closing()
  const tell = (): void => closing.tell('The process of the host has ended.')
  if (other.connected) other.once('disconnect', tell)
  else tell()
  return {
    // What can't be sent any more needs no error of its own: `disconnect` says that it is over.
    post: (message) => void other.send(message as object, () => undefined),
    onMessage: (listener) => void other.on('message', listener),
    onClosed: (listener) => closing.onClosed(listener),
    close: () => other.connected && other.disconnect(),
  }
}
