import { fork, type ChildProcess } from 'node:child_process'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'
import { isReady, liveChildren } from './app.ts'
import type { Holder } from './broker.ts'
import { broker, mainPorts } from './main-ports.ts'
import { fromBytes, MessagePortMain, toBytes } from './message-port.ts'
import { refuseUnknown, strict, StrictEmitter } from './strict.ts'
import type { FromChild, ToChild } from './wire.ts'

const prelude = fileURLToPath(new URL('child.ts', import.meta.url))

/** A real process of Node in place of Electron's. */
export class UtilityProcess
  extends StrictEmitter
  implements Omit<Electron.UtilityProcess, keyof StrictEmitter>
{
  pid: number | undefined
  readonly stdout: Electron.UtilityProcess['stdout']
  readonly stderr: Electron.UtilityProcess['stderr']
  readonly #child: ChildProcess
  readonly #holder: Holder
  #isKilled = false

  constructor(script: string, args: readonly string[], options: Electron.ForkOptions) {
    super('UtilityProcess', ['spawn', 'message', 'exit'])
    refuseUnknown('utilityProcess.fork', options, ['serviceName', 'stdio'])
    this.#child = fork(script, args, {
      serialization: 'advanced',
      stdio: [...stdioOf(options), 'ipc'],
      // A utility process outlives a rejection that nobody handles.
      execArgv: ['--unhandled-rejections=warn-with-error-code', '--import', prelude],
    })
    liveChildren.add(this.#child)
    this.stdout = this.#child.stdout
    this.stderr = this.#child.stderr
    this.#holder = {
      message: (end, bytes) => this.#tell({ type: 'message', end, bytes }),
      closed: (end) => this.#tell({ type: 'closed', end }),
    }
    this.#child.on('spawn', () => {
      this.pid = this.#child.pid
      this.emit('spawn')
    })
    this.#child.on('message', (message: FromChild) => this.#receive(message))
    this.#child.on('close', (code, signal) => this.#ended(code, signal))
  }

  postMessage(message: unknown, ports: Electron.MessagePortMain[] = []): void {
    const bytes = toBytes(message)
    const ends = MessagePortMain.detach(ports)
    broker.transfer(ends, mainPorts, this.#holder)
    if (this.#child.connected) this.#tell({ type: 'parent', bytes, ports: ends })
    else for (const end of ends) broker.close(this.#holder, end)
  }

  kill(): boolean {
    if (this.pid === undefined) return false
    this.#isKilled = this.#child.kill('SIGTERM')
    // Electron makes sure of it after two seconds.
    setTimeout(() => this.#child.kill('SIGKILL'), 2000).unref()
    return this.#isKilled
  }

  #tell(message: ToChild): void {
    // One that has just ended and is not known to have hears nothing, and nobody is told.
    if (this.#child.connected) this.#child.send(message, () => undefined)
  }

  /** A child can't send ports, and what it says to its parent arrives bare. */
  #receive(message: FromChild): void {
    if (message.type === 'parent') this.emit('message', fromBytes(message.bytes))
    else if (message.type === 'send') broker.send(this.#holder, message.end, message.bytes)
    else broker[message.type](this.#holder, message.end)
  }

  /** One that was killed from here counts as a clean exit. */
  #ended(code: number | null, signal: NodeJS.Signals | null): void {
    liveChildren.delete(this.#child)
    broker.gone(this.#holder)
    const number = signal === null ? (code ?? 0) : constants.signals[signal]
    this.pid = undefined
    this.emit('exit', this.#isKilled && signal !== null ? 0 : number)
  }
}

function stdioOf({ stdio = 'inherit' }: Electron.ForkOptions): ('ignore' | 'pipe' | 'inherit')[] {
  const three = typeof stdio === 'string' ? (['ignore', stdio, stdio] as const) : stdio
  if (three[0] !== 'ignore') throw new Error('stdin value other than ignore is not supported.')
  return three as ('ignore' | 'pipe' | 'inherit')[]
}

export const utilityProcess = strict('utilityProcess', {
  fork(script: string, args: string[], options: Electron.ForkOptions = {}) {
    if (!isReady()) throw new TypeError('utilityProcess cannot be created before app is ready.')
    return strict('UtilityProcess', new UtilityProcess(script, args, options))
  },
} satisfies Partial<Record<keyof typeof Electron.utilityProcess, unknown>>)
