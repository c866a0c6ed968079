import { MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron'
import { join } from 'node:path'
import type { HostApi } from '../contract/host.ts'
import { connectHost } from '../contract/rpc.ts'
import { FromHost, type ToHost } from './host-messages.ts'
import { portChannel } from './port-channel.ts'
import { TrainerProcesses } from './trainer-processes.ts'

const script = join(import.meta.dirname, 'host.js')
/** A host that ends so soon after its start, so many times in a row, will hardly do better the next time. */
const SOON_MS = 5000
const MOST_SHORT_LIVES = 3
const CLOSE_MS = 20_000

export type HostKeeperOptions = {
  database: string
  home: string
  /** A host has its database open, the first or one in place of one that was lost: its users need new ports. */
  onOpened(): void
  /** There is no host, and none is started any more. */
  onFailed(message: string): void
}

type Running = {
  child: UtilityProcess
  trainers: TrainerProcesses
  startedAt: number
  api: HostApi
  role: 'holder' | 'attached' | null
}

/** Keeps the host running in a utility process of its own, so that nothing it does holds up a window. */
export class HostKeeper {
  readonly #options: HostKeeperOptions
  #running: Running | null = null
  #isClosing = false
  #shortLives = 0

  constructor(options: HostKeeperOptions) {
    this.#options = options
  }

  /** The host as the main process itself uses it; null while there is none. */
  get api(): HostApi | null {
    return this.#running?.api ?? null
  }

  /** Whether what trains would end with this program: it goes on where another one holds the database. */
  get isHolder(): boolean {
    return this.#running?.role === 'holder'
  }

  start(): void {
    const { database, home } = this.#options
    const child = utilityProcess.fork(script, [database, home], { serviceName: 'Host', stdio: 'inherit' })
    const trainers = new TrainerProcesses()
    const startedAt = Date.now()
    const api = connectHost(portChannel(newUser(child)))
    const running: Running = { child, trainers, startedAt, api, role: null }
    this.#running = running
    child.on('message', (message: unknown) => this.#receive(running, FromHost.parse(message)))
    child.once('exit', () => this.#ended(running))
  }

  /** A new port to the host; null while there is none, or none with its database open. */
  connect(): MessagePortMain | null {
    return this.#running === null || this.#running.role === null ? null : newUser(this.#running.child)
  }

  /** Has the host interrupt what trains and close the database, then ends it; one that takes too long is killed. */
  async close(): Promise<void> {
    this.#isClosing = true
    const running = this.#running
    if (running === null) return
    const ended = new Promise<void>((resolve) => running.child.once('exit', () => resolve()))
    if (running.role === null) running.child.kill()
    else post(running.child, { type: 'close' })
    const late = setTimeout(() => running.child.kill(), CLOSE_MS)
    await ended
    clearTimeout(late)
  }

  #receive(running: Running, message: FromHost): void {
    const { child, trainers } = running
    switch (message.type) {
      case 'opened':
        running.role = message.role
        return this.#options.onOpened()
      case 'failed':
        return this.#fail(child, message.message)
      case 'start-trainer': {
        const { id } = message
        const port = trainers.start(id, (how) => post(child, { type: 'trainer-ended', id, how }))
        return post(child, { type: 'trainer', id }, [port])
      }
      case 'kill-trainer':
        return trainers.kill(message.id)
      case 'closed':
        child.kill()
    }
  }

  #fail(child: UtilityProcess, message: string): void {
    this.#running = null
    child.kill()
    this.#options.onFailed(message)
  }

  #ended({ child, trainers, startedAt }: Running): void {
    trainers.killAll()
    if (this.#running?.child !== child) return
    this.#running = null
    if (this.#isClosing) return
    this.#shortLives = Date.now() - startedAt > SOON_MS ? 0 : this.#shortLives + 1
    if (this.#shortLives < MOST_SHORT_LIVES) return this.start()
    this.#shortLives = 0
    this.#options.onFailed('The part of the program that keeps the database ends as soon as it is started.')
  }
}

function newUser(child: UtilityProcess): MessagePortMain {
  const { port1, port2 } = new MessageChannelMain()
  post(child, { type: 'user' }, [port1])
  return port2
}

function post(child: UtilityProcess, message: ToHost, ports: MessagePortMain[] = []): void {
  child.postMessage(message, ports)
}
