import type { Outcome } from './checked-calls.ts'

/** Calls of one user at once. A page asks a few dozen at most. */
export const MOST_UNDER_WAY = 256

/** The calls of one user that have no answer yet: so many at most, that a flood fills no memory and keeps nobody out. */
export class CallsUnderWay {
  readonly #most: number
  #count = 0

  constructor(most: number) {
    this.#most = most
  }

  /** Makes the call, or answers with an error. */
  async add(call: () => Promise<Outcome>): Promise<Outcome> {
    // Many that come in one piece of data begin together, though each is over at once: these get their turns.
    if (this.#count >= this.#most) await turn()
    if (this.#count >= this.#most) return refusal(this.#most)
    this.#count++
    try {
      return await call()
    } finally {
      this.#count--
    }
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}

function refusal(most: number): Outcome {
  const message = `There are ${most} calls under way already, the most at once. Ask again when some are answered.`
  return { ok: false, code: 'unavailable', message }
}
