import process from 'node:process'
import type { TrainerEvent } from '../contract/trainer.ts'

/** A trainer's end of the channel to its host. */
export type HostLink = {
  /**
   * Resolves once the message has been handed to the channel, so that an exit loses nothing. A channel that takes none
   * has lost its host, which this process may learn here before it hears of the disconnection.
   */
  send(event: TrainerEvent): Promise<void>
  onMessage(listener: (message: unknown) => void): void
}

type Port = {
  on(event: 'message', listener: (message: { data: unknown }) => void): void
  on(event: 'close', listener: () => void): void
  postMessage(message: unknown): void
  start(): void
}
type ParentPort = {
  once(event: 'message', listener: (message: { ports: Port[] }) => void): void
}

/** The host that started this process, as Node's child or as Electron's utility process. Without it the process ends. */
export function linkToHost(): Promise<HostLink> {
  const { parentPort } = process as { parentPort?: ParentPort }
  return parentPort === undefined ? Promise.resolve(linkByFork()) : linkByPort(parentPort)
}

function linkByFork(): HostLink {
  process.on('disconnect', () => process.exit(0))
  return {
    send: (event) =>
      new Promise((resolve, reject) => {
        if (!process.send) return reject(new Error('A trainer is started by the host, with a channel to it.'))
        process.send(event, undefined, undefined, (error) => (error ? process.exit(0) : resolve()))
      }),
    onMessage: (listener) => void process.on('message', listener),
  }
}

/** The first message from the process that started this one brings the port; what crosses then passes that one by. */
async function linkByPort(parent: ParentPort): Promise<HostLink> {
  const port = await new Promise<Port>((resolve, reject) => {
    parent.once('message', ({ ports: [first] }) =>
      first ? resolve(first) : reject(new Error('A trainer is given a port to its host.')),
    )
  })
  port.on('close', () => process.exit(0))
  return {
    send(event) {
      port.postMessage(event)
      // Training waits for this: what came meanwhile, a stop say, is read before it goes on.
      return new Promise((resolve) => setImmediate(resolve))
    },
    onMessage(listener) {
      port.on('message', ({ data }) => listener(data))
      port.start()
    },
  }
}
