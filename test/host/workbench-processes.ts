import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { WorkbenchError, type ErrorCode } from '../../src/contract/errors.ts'
import type { HostAnswers, HostCall, HostInput } from '../../src/contract/host.ts'

type Message = {
  role?: 'holder' | 'attached'
  id?: number
  answer?: unknown
  error?: { code: ErrorCode; message: string }
}

/** A process with an open workbench, and its calls from here. */
export class WorkbenchProcess {
  readonly child: ChildProcess
  /** The role when it opened; rejects when it could not. */
  readonly opened: Promise<'holder' | 'attached'>
  readonly roles: string[] = []
  readonly #answers = new Map<
    number,
    { resolve: (answer: unknown) => void; reject: (error: Error) => void }
  >()
  #calls = 0

  constructor(home: string, database = join(home, 'workbench.db'), notesFile?: string) {
    const script = new URL('./workbench-process.ts', import.meta.url)
    this.child = fork(script, [database, home, ...(notesFile === undefined ? [] : [notesFile])], {
      serialization: 'advanced',
      execArgv: [],
    })
    this.opened = new Promise((resolve, reject) => {
      this.child.on('message', (message: Message & { failed?: string }) => {
        if (message.failed !== undefined) return reject(new Error(message.failed))
        if (message.role === undefined) return this.#settle(message)
        this.roles.push(message.role)
        resolve(message.role)
      })
      this.child.once('exit', (code, signal) =>
        reject(new Error(`It ended (${code ?? signal ?? ''}) before it was open.`)),
      )
    })
    this.opened.catch(() => undefined)
    this.child.once('exit', () => {
      for (const { reject } of this.#answers.values()) reject(new Error('The process has ended.'))
    })
  }

  call<C extends HostCall>(name: C, input: HostInput<C>): Promise<HostAnswers[C]> {
    const id = ++this.#calls
    return new Promise((resolve, reject) => {
      this.#answers.set(id, { resolve: resolve as (answer: unknown) => void, reject })
      this.child.send({ id, call: name, input }, () => undefined)
    })
  }

  /** Closes the workbench in order and ends the process. */
  close(): Promise<void> {
    const ended = this.ended()
    this.child.send({ call: 'close' }, () => undefined)
    return ended
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const ended = this.ended()
    this.child.kill(signal)
    if (signal === 'SIGKILL') await ended
  }

  ended(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return Promise.resolve()
    return new Promise((resolve) => this.child.once('exit', () => resolve()))
  }

  #settle({ id, answer, error }: Message): void {
    const waiting = this.#answers.get(id!)
    this.#answers.delete(id!)
    if (error === undefined) waiting?.resolve(answer)
    else waiting?.reject(new WorkbenchError(error.code, error.message))
  }
}
