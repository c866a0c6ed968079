/**
 * Keeps one question from piling up, however slow its answer is: the same question that comes while it is on its way is
 * remembered, and asked a moment after the answer; another one is asked at once, and the answer to the first is dropped.
 */
export class PacedQuestion {
  readonly #words: () => string
  readonly #ask: (isCurrent: () => boolean) => Promise<void>
  readonly #pause: () => number
  /** What is on its way, in words; null while nothing is. */
  #pending: string | null = null
  #isWantedAgain = false
  #latest = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  /**
   * @param words the question as it stands now: two of the same words are the same question
   * @param ask asks it; what it is answered is to be taken only while `isCurrent`, and it throws nothing
   * @param pause milliseconds to wait for further hints
   */
  constructor(words: () => string, ask: (isCurrent: () => boolean) => Promise<void>, pause: () => number) {
    this.#words = words
    this.#ask = ask
    this.#pause = pause
  }

  /** At once, unless the same question is on its way. */
  ask(): void {
    if (this.#words() === this.#pending) this.#isWantedAgain = true
    else this.askAnew()
  }

  /** At once: an answer that is on its way may never come, or be of a host that is gone. */
  askAnew(): void {
    const turn = ++this.#latest
    const isCurrent = (): boolean => turn === this.#latest
    this.#pending = this.#words()
    this.#isWantedAgain = false
    void this.#ask(isCurrent).then(() => {
      if (!isCurrent()) return
      this.#pending = null
      if (this.#isWantedAgain) this.askSoon()
    })
  }

  /** Hints that come in a burst are one question. */
  askSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.ask()
    }, this.#pause())
  }

  /** Nothing is asked any more, and no answer is current. */
  close(): void {
    clearTimeout(this.#timer)
    this.#latest++
  }
}
