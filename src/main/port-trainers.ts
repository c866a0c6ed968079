import type { MessagePortMain } from 'electron'
import type { TrainerCommand } from '../contract/trainer.ts'
import { superviseTrainer, type SpawnTrainer } from '../host/supervised-trainer.ts'
import type { FromHost } from './host-messages.ts'

/** How long a port of a process that has ended may take to say so. */
const LAST_WORDS_MS = 2000

/** The trainers of the host's process: other utility processes, which only the main process can start and end. */
export class PortTrainers {
  readonly #tell: (message: FromHost) => void
  readonly #trainers = new Map<number, PortTrainer>()
  #count = 0

  constructor(tell: (message: FromHost) => void) {
    this.#tell = tell
  }

  readonly spawn: SpawnTrainer = (handlers) => {
    const id = ++this.#count
    const trainer = new PortTrainer(() => this.#tell({ type: 'kill-trainer', id }))
    this.#trainers.set(id, trainer)
    trainer.onceEnded(() => this.#trainers.delete(id))
    this.#tell({ type: 'start-trainer', id })
    return superviseTrainer(trainer, handlers)
  }

  arrived(id: number, port: MessagePortMain): void {
    this.#trainers.get(id)?.arrived(port)
  }

  ended(id: number, how: string): void {
    this.#trainers.get(id)?.ended(how)
  }
}

class PortTrainer {
  readonly kill: () => void
  #port: MessagePortMain | null = null
  /** Commands from before the port came. */
  readonly #waiting: TrainerCommand[] = []
  readonly #portClosed = Promise.withResolvers<undefined>()
  readonly #messageListeners: ((message: unknown) => void)[] = []
  readonly #endListeners: ((how: string) => void)[] = []

  constructor(kill: () => void) {
    this.kill = kill
  }

  post(command: TrainerCommand): void {
    if (this.#port === null) this.#waiting.push(command)
    else this.#port.postMessage(command)
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#messageListeners.push(listener)
  }

  onceEnded(listener: (how: string) => void): void {
    this.#endListeners.push(listener)
  }

  arrived(port: MessagePortMain): void {
    this.#port = port
    port.on('message', ({ data }) => this.#messageListeners.forEach((listener) => listener(data)))
    port.on('close', () => this.#portClosed.resolve(undefined))
    port.start()
    for (const command of this.#waiting.splice(0)) port.postMessage(command)
  }

  /** The main process has said so, which may be before the last message came through the port. */
  ended(how: string): void {
    const tell = (): void => this.#endListeners.splice(0).forEach((listener) => listener(how))
    setTimeout(() => this.#portClosed.resolve(undefined), this.#port === null ? 0 : LAST_WORDS_MS)
    void this.#portClosed.promise.then(tell)
  }
}
