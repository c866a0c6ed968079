import type { ChildProcess } from 'node:child_process'
import type { Channel } from '../channel.ts'

/** Either end of the channel between a process and one that it forked with `serialization: 'advanced'`. */
export function processChannel(end: ChildProcess | NodeJS.Process): Channel {
  // Both have these; their overloads differ.
  const other = end as ChildProcess
  return {
    // What can't be sent any more needs no error of its own: `disconnect` says that it is over.
    post: (message) => void other.send(message as object, () => undefined),
    onMessage: (listener) => void other.on('message', listener),
    onClosed: (listener) =>
      void other.once('disconnect', () => listener('The process of the host has ended.')),
    close: () => other.connected && other.disconnect(),
  }
}
