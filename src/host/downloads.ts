import type { DownloadName } from '../domain/dataset.ts'
import type { DownloadState } from '../contract/host-answers.ts'
import { downloadDataset, downloadedBytes, publishedBytes } from '../datasets/download-dataset.ts'
import type { DownloadSource } from '../datasets/download-sources.ts'
import { listLibrary } from './dataset-library.ts'
import type { Hints } from './hints.ts'

export type DownloadsOptions = {
  home: string
  hints: Hints
  sources: readonly DownloadSource[]
  /** A mirror that sends nothing for so long is given up for the next. */
  stallSeconds: number
}

type Running = { controller: AbortController; bytesDone: number; ended: Promise<void> }

const CANCELLED = new Error('The download was cancelled.')
const MS_BETWEEN_HINTS = 100

/** What is fetched from the network, each data set once at a time. */
export class Downloads {
  readonly #options: DownloadsOptions
  readonly #running = new Map<DownloadName, Running>()
  readonly #problems = new Map<DownloadName, string>()

  constructor(options: DownloadsOptions) {
    this.#options = options
  }

  /** All that can be fetched, and how far each is. */
  states(): Promise<DownloadState[]> {
    return Promise.all(this.#options.sources.map((source) => this.#stateOf(source)))
  }

  /** Begins to fetch a data set, or goes on; nothing happens where it is there or on its way. */
  async start(name: DownloadName): Promise<DownloadState> {
    const source = this.#sourceOf(name)
    const { state, bytesDone } = await this.#stateOf(source)
    if (state !== 'ready' && !this.#running.has(name)) this.#begin(source, bytesDone)
    return await this.#stateOf(source)
  }

  /** Ends the fetching; what has come is kept. */
  async cancel(name: DownloadName): Promise<DownloadState> {
    await this.#end(name)
    return await this.#stateOf(this.#sourceOf(name))
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((name) => this.#end(name)))
  }

  async #end(name: DownloadName): Promise<void> {
    const running = this.#running.get(name)
    running?.controller.abort(CANCELLED)
    await running?.ended
  }

  #sourceOf(name: DownloadName): DownloadSource {
    return this.#options.sources.find((source) => source.name === name)!
  }

  #begin(source: DownloadSource, bytesDone: number): void {
    const { name } = source
    this.#problems.delete(name)
    const running: Running = {
      controller: new AbortController(),
      bytesDone,
      ended: Promise.resolve(),
    }
    this.#running.set(name, running)
    running.ended = this.#fetch(source, running).finally(() => {
      this.#running.delete(name)
      this.#options.hints.datasetsChanged(name)
    })
    this.#options.hints.datasetsChanged(name)
  }

  async #fetch(source: DownloadSource, running: Running): Promise<void> {
    const { home, hints, stallSeconds } = this.#options
    let toldAt = 0
    const onProgress = (done: number, total: number): void => {
      running.bytesDone = done
      if (done < total && Date.now() - toldAt < MS_BETWEEN_HINTS) return
      toldAt = Date.now()
      hints.datasetProgress({ name: source.name, done, total })
    }
    try {
      const { signal } = running.controller
      await downloadDataset(source, { home, signal, stallSeconds, onProgress })
    } catch (error) {
      if (error !== CANCELLED) this.#problems.set(source.name, problemText(source, error as Error))
    }
  }

  async #stateOf(source: DownloadSource): Promise<DownloadState> {
    const { name, title, source: origin } = source
    const isReady = (await listLibrary(this.#options.home)).some((info) => info.name === name)
    const bytes = publishedBytes(source)
    const there = isReady ? bytes : await downloadedBytes(source, this.#options.home)
    const running = this.#running.get(name)
    const problem = running || isReady ? null : (this.#problems.get(name) ?? null)
    const atRest = problem !== null ? 'failed' : there > 0 ? 'partial' : 'absent'
    return {
      ...{ name, title, bytes, source: origin, problem },
      state: running ? 'loading' : isReady ? 'ready' : atRest,
      bytesDone: running?.bytesDone ?? there,
    }
  }
}

function problemText({ title }: DownloadSource, { message }: Error): string {
  return (
    `${title} could not be fetched: ${message}. Check the connection and try again: what has come is kept. ` +
    'Or fetch its four files with a browser and import them.'
  )
}
