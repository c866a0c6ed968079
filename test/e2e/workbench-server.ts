import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const usual = fileURLToPath(new URL('../../src/server/main.ts', import.meta.url))

/** The real server over the database `workbench.db` of a folder, which also holds its data sets. */
export class WorkbenchServer {
  /** Where it lets a browser in, with the key. */
  link = ''
  readonly database: string
  readonly #home: string
  readonly #script: string
  readonly #env: NodeJS.ProcessEnv
  #child: ChildProcess | null = null

  constructor(home: string, script = usual, env: NodeJS.ProcessEnv = {}) {
    this.#home = home
    this.#script = script
    this.#env = env
    this.database = join(home, 'workbench.db')
  }

  /** Resolves when it has printed its link. */
  async start(port = 0): Promise<void> {
    const child = fork(this.#script, ['--db', this.database, '--port', String(port)], {
      env: { ...process.env, ...this.#env, BNW_HOME: this.#home },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    })
    this.#child = child
    this.link = await new Promise<string>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`The server ended with exit code ${String(code)}.`)))
      child.stdout!.setEncoding('utf8').on('data', (text: string) => {
        const found = /http:\S+token=\S+/.exec(text)
        if (found) resolve(found[0])
      })
    })
  }

  /** Ends it as Ctrl-C does. */
  async stop(): Promise<void> {
    const child = this.#child
    if (child === null) return
    this.#child = null
    const ended = once(child, 'exit')
    child.kill('SIGINT')
    await ended
  }
}
