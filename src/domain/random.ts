/**
 * Deterministic random numbers. A stream is named by a tuple of integers, so that what one stream draws never
 * depends on how much another has drawn. Integer operations and IEEE-754 `+ - * /` only, except in `normal`:
 * the same key gives the same numbers on every conforming engine.
 */
export class Random {
  #a: number
  #b: number
  #c: number
  #counter = 1

  /** @param key integers that name the stream, e.g. (seed, purpose, layer) */
  constructor(...key: readonly number[]) {
    this.#a = hash32(1, ...key)
    this.#b = hash32(2, ...key)
    this.#c = hash32(3, ...key)
    for (let i = 0; i < 8; i++) this.uint32()
  }

  /** The next 32 bits, as an unsigned integer: sfc32 (C. Doty-Humphrey, PractRand). */
  uint32(): number {
    const out = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + out) | 0
    return out >>> 0
  }

  /** Uniform in [low, high). */
  uniform(low = 0, high = 1): number {
    return low + (high - low) * (this.uint32() / 2 ** 32)
  }

  /** A whole number in [0, n). */
  below(n: number): number {
    return Math.floor(this.uniform() * n)
  }

  /** Normal with the given mean and standard deviation (Box and Muller, 1958). */
  normal(mean = 0, deviation = 1): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()))
    return mean + deviation * radius * Math.cos(2 * Math.PI * this.uniform())
  }

  /**
   * About normal, with the given mean and standard deviation: the sum of four uniforms (Irwin and Hall, 1927), never
   * further than 3.47 deviations out. Unlike `normal` it is the same on every engine.
   */
  bellShaped(mean = 0, deviation = 1): number {
    const sum = this.uniform() + this.uniform() + this.uniform() + this.uniform()
    return mean + deviation * (sum - 2) * Math.sqrt(3) // a sum of four uniforms has variance 4/12
  }

  /** Shuffles in place (Fisher and Yates) and returns what it was given. */
  shuffle<T extends Int32Array | number[]>(items: T): T {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.below(i + 1)
      const held = items[i]!
      items[i] = items[j]!
      items[j] = held
    }
    return items
  }
}

/** Mixes any number of integers into one 32-bit hash (the finalizer of MurmurHash3, word by word). */
function hash32(...words: readonly number[]): number {
  let hash = 0x9e3779b9
  for (const word of words) {
    hash = Math.imul(hash ^ word, 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    hash ^= hash >>> 16
  }
  return hash >>> 0
}
