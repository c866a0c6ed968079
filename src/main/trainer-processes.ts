import { MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron'
import { join } from 'node:path'
import { keepLastOutput } from '../host/last-output.ts'

const script = join(import.meta.dirname, 'trainer.js')

/** The trainers of one host process, each a utility process with a port to it. */
export class TrainerProcesses {
  readonly #children = new Map<number, UtilityProcess>()

  /** @returns the host's end of the port to the trainer; `onEnded` is told how it ended, as a sentence */
  start(id: number, onEnded: (how: string) => void): MessagePortMain {
    const child = utilityProcess.fork(script, [], {
      serviceName: `Trainer ${id}`,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const lastOutput = keepLastOutput([child.stdout, child.stderr])
    this.#children.set(id, child)
    child.once('exit', (code) => {
      this.#children.delete(id)
      onEnded(`The trainer process ended with exit code ${code}.${lastOutput()}`)
    })
    const { port1, port2 } = new MessageChannelMain()
    child.postMessage(null, [port1])
    return port2
  }

  kill(id: number): void {
    this.#children.get(id)?.kill()
  }

  killAll(): void {
    for (const child of this.#children.values()) child.kill()
  }
}
