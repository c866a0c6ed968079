import type { Trace } from './trace.ts'

/** The part of an axis that is shown, its columns, and over how much of the axis each mean is taken (0: its column). */
export type Part = { from: number; to: number; columns: number; span: number }

/** Rounding must not move a value that lies where a column begins into the one before. */
const NEARLY = 1e-9

/**
 * A run by columns: the mean of the finite values of each (over `span` where that is wider than the column), and the
 * least and greatest of all that are numbers, ±Infinity included, so that no spike is lost. Used for one run after
 * the other, as its arrays are large.
 */
export class RunColumns {
  readonly mean: Float64Array<ArrayBuffer>
  readonly min: Float64Array<ArrayBuffer>
  readonly max: Float64Array<ArrayBuffer>
  /** Where the first and the last value of the column lie. */
  readonly firstX: Float64Array<ArrayBuffer>
  readonly lastX: Float64Array<ArrayBuffer>
  /** Where the last finite value of the whole run lies, and what it is, if that is in the part; else null. */
  lastFinite: { x: number; y: number } | null = null
  readonly #part: Part
  readonly #counts: Uint32Array<ArrayBuffer>

  constructor(part: Part) {
    const column = () => new Float64Array(part.columns)
    this.#part = part
    this.#counts = new Uint32Array(part.columns)
    this.mean = column()
    this.min = column()
    this.max = column()
    this.firstX = column()
    this.lastX = column()
  }

  /** Takes a run in place of the one before. */
  read(trace: Trace): void {
    const { from, to, span } = this.#part
    for (const values of [this.mean, this.min, this.max, this.firstX, this.lastX]) values.fill(NaN)
    this.#counts.fill(0)
    const reach = span / 2
    const first = firstFrom(trace, from - reach)
    const end = firstAfter(trace, to + reach)
    const values = trace.values(first, end)
    const shown: Trace = {
      length: values.length,
      xAt: (index) => trace.xAt(first + index),
      values: () => values,
    }
    this.#gather(shown, values)
    if (span > this.#width) this.#smooth(shown, values)
    this.lastFinite = end < trace.length ? null : lastFiniteOf(shown, values, from, to)
  }

  get #width(): number {
    return (this.#part.to - this.#part.from) / this.#part.columns
  }

  #gather(trace: Trace, values: Float32Array | Float64Array): void {
    const { from, to } = this.#part
    const [sums, counts] = [this.mean, this.#counts]
    for (let index = firstFrom(trace, from); index < values.length; index++) {
      const x = trace.xAt(index)
      if (x > to) break
      const value = values[index]!
      if (Number.isNaN(value)) continue
      const column = this.#columnOf(x)
      if (Number.isNaN(this.firstX[column]!)) this.firstX[column] = x
      this.lastX[column] = x
      if (!(this.min[column]! <= value)) this.min[column] = value
      if (!(this.max[column]! >= value)) this.max[column] = value
      if (!Number.isFinite(value)) continue
      sums[column] = counts[column] === 0 ? value : sums[column]! + value
      counts[column]!++
    }
    for (let column = 0; column < counts.length; column++) {
      if (counts[column]! > 1) sums[column]! /= counts[column]!
    }
  }

  #columnOf(x: number): number {
    const { from, columns } = this.#part
    return Math.min(columns - 1, Math.floor((x - from) / this.#width + NEARLY))
  }

  /** Each mean that there is becomes that of the values around its column's middle. */
  #smooth(trace: Trace, values: Float32Array | Float64Array): void {
    const { from, columns, span } = this.#part
    const { sums, counts } = runningSums(values)
    let [first, end] = [0, 0]
    for (let column = 0; column < columns; column++) {
      const middle = from + (column + 0.5) * this.#width
      while (first < values.length && trace.xAt(first) < middle - span / 2) first++
      while (end < values.length && trace.xAt(end) <= middle + span / 2) end++
      if (this.#counts[column] === 0) continue
      this.mean[column] = (sums[end]! - sums[first]!) / (counts[end]! - counts[first]!)
    }
  }
}

/** Sum and number of the finite values before each place. */
function runningSums(values: Float32Array | Float64Array) {
  const sums = new Float64Array(values.length + 1)
  const counts = new Uint32Array(values.length + 1)
  for (let index = 0; index < values.length; index++) {
    const isFinite = Number.isFinite(values[index]!)
    sums[index + 1] = sums[index]! + (isFinite ? values[index]! : 0)
    counts[index + 1] = counts[index]! + (isFinite ? 1 : 0)
  }
  return { sums, counts }
}

function lastFiniteOf(
  trace: Trace,
  values: Float32Array | Float64Array,
  from: number,
  to: number,
): { x: number; y: number } | null {
  const index = values.findLastIndex(Number.isFinite)
  if (index < 0) return null
  const x = trace.xAt(index)
  return x < from || x > to ? null : { x, y: values[index]! }
}

function firstFrom(trace: Trace, x: number): number {
  return firstWhere(trace, (place) => place >= x)
}

function firstAfter(trace: Trace, x: number): number {
  return firstWhere(trace, (place) => place > x)
}

/** By halving, as places never fall. */
function firstWhere({ length, xAt }: Trace, isThere: (place: number) => boolean): number {
  let [low, high] = [0, length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (isThere(xAt(middle))) high = middle
    else low = middle + 1
  }
  return low
}
