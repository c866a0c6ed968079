import * as z from 'zod/mini'

/** A text that was written and not saved yet, and the saved one that it was written over. */
export type Unsent = { text: string; over: string }

const Stored = z.object({ text: z.string(), over: z.string() })

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>

/** Where a browser keeps one text until it is saved: it outlives the tab, and a workbench that was ended meanwhile. */
export class UnsentText {
  readonly #storage: Storage
  readonly #key: string

  /** @param name of the text, the same each time that it is opened */
  constructor(storage: Storage, name: string) {
    this.#storage = storage
    this.#key = `batchnorm-workbench.unsent.${name}`
  }

  /** What was kept; null where there is nothing, or nothing that can be read. */
  kept(): Unsent | null {
    try {
      return Stored.parse(JSON.parse(this.#storage.getItem(this.#key) ?? 'null'))
    } catch {
      return null
    }
  }

  keep(unsent: Unsent): void {
    try {
      this.#storage.setItem(this.#key, JSON.stringify(unsent))
    } catch {
      // Storage may be full or refused: the text is in the page as long as that is open.
    }
  }

  /** Forgets a text that is saved now, unless another has been kept since. */
  forget(text: string): void {
    if (this.kept()?.text === text) this.#storage.removeItem(this.#key)
  }
}
