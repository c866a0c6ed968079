/** Whether a channel has closed, and why: for who listens before it does and for who asks only afterwards. */
export class Closing {
  #reason: string | null = null
  readonly #listeners: ((reason: string) => void)[] = []

  /** The channel has closed. Only the first time counts. */
  tell(reason: string): void {
    if (this.#reason !== null) return
    this.#reason = reason
    for (const listener of this.#listeners.splice(0)) listener(reason)
  }

  onClosed(listener: (reason: string) => void): void {
    if (this.#reason === null) this.#listeners.push(listener)
    else listener(this.#reason)
  }
}
