import { join } from 'node:path'
import { WorkbenchProcess } from '../host/workbench-processes.ts'
import { checkLost, checkWhole, type KillReport } from './checks.ts'

/** The process that holds the database, and one that is attached to it or none. */
export class Players {
  host: WorkbenchProcess
  attached: WorkbenchProcess | null = null
  readonly #home: string
  readonly #database: string
  readonly #notesFile: string

  constructor(home: string) {
    this.#home = home
    this.#database = join(home, 'killed.db')
    this.#notesFile = join(home, 'told')
    this.host = this.#start()
  }

  async opened(): Promise<void> {
    await this.host.opened
    await this.attached?.opened
  }

  /** After it the process that was attached holds the database, or a new one where there was none. */
  async killHost(report: KillReport, isOneAttached: boolean): Promise<void> {
    await this.host.kill()
    report.hostKills++
    if (this.attached === null) {
      // Who was attached has written already: only without one can be told what was lost.
      checkLost(this.#database, this.#notesFile, report)
      this.host = this.#start()
    } else {
      this.host = this.attached
      await this.host.call('queue.state', {}).catch(() => this.host.call('queue.state', {}))
      report.takeOvers++
    }
    await this.host.opened
    checkWhole(this.#database, report)
    this.attached = isOneAttached ? this.#start() : null
  }

  async close(): Promise<void> {
    await this.attached?.close()
    await this.host.close()
  }

  #start(): WorkbenchProcess {
    return new WorkbenchProcess(this.#home, this.#database, this.#notesFile)
  }
}
