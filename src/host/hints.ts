import type { HostEvents } from '../contract/host.ts'

type Listener = <E extends keyof HostEvents>(event: E, hint: HostEvents[E]) => void

const COLLECT_MS = 50

/** Tells listeners what changed; many changes within a moment become one hint. */
export class Hints {
  readonly #listeners = new Set<Listener>()
  readonly #experiments = new Set<string>()
  readonly #runs = new Set<string>()
  readonly #datasets = new Set<string>()
  #cursor: number | null = null
  #queue = false
  #timer: NodeJS.Timeout | undefined

  /** @returns a function that ends the listening */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  experimentsChanged(...ids: string[]): void {
    for (const id of ids) this.#experiments.add(id)
    this.#tellSoon()
  }

  runsChanged(...ids: string[]): void {
    for (const id of ids) this.#runs.add(id)
    this.#tellSoon()
  }

  metricsGrew(cursor: number): void {
    this.#cursor = cursor
    this.#tellSoon()
  }

  queueChanged(): void {
    this.#queue = true
    this.#tellSoon()
  }

  datasetProgress(hint: HostEvents['datasets.progress']): void {
    this.#tell('datasets.progress', hint)
  }

  exportProgress(hint: HostEvents['exports.progress']): void {
    this.#tell('exports.progress', hint)
  }

  datasetsChanged(...names: string[]): void {
    for (const name of names) this.#datasets.add(name)
    this.#tellSoon()
  }

  #tellSoon(): void {
    this.#timer ??= setTimeout(() => this.#tellAll(), COLLECT_MS).unref()
  }

  #tellAll(): void {
    this.#timer = undefined
    if (this.#experiments.size > 0) this.#tell('experiments.changed', { ids: [...this.#experiments] })
    if (this.#runs.size > 0) this.#tell('runs.changed', { ids: [...this.#runs] })
    if (this.#cursor !== null) this.#tell('metrics.grew', { cursor: this.#cursor })
    if (this.#queue) this.#tell('queue.changed', {})
    if (this.#datasets.size > 0) this.#tell('datasets.changed', { names: [...this.#datasets] })
    this.#experiments.clear()
    this.#runs.clear()
    this.#datasets.clear()
    this.#cursor = null
    this.#queue = false
  }

  #tell<E extends keyof HostEvents>(event: E, hint: HostEvents[E]): void {
    for (const listener of this.#listeners) listener(event, hint)
  }
}
