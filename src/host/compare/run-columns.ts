import { firstAfter, firstFrom, type Trace } from './trace.ts'

/** The part of an axis that is shown, its columns, and over how much of the axis each mean is taken (0: its column). */
export type Part = { from: number; to: number; columns: number; span: number }

type Values = Float32Array | Float64Array

/** By rounding alone no value may move into the column before the one that begins where it lies: a share of a column. */
const NEARLY = 1e-9
/** What a column takes: its number, and four values. */
const BYTES_EACH = 4 + 4 * 8

/** A run by the columns that it has a value in, in their order. */
export type RunColumns = {
  /** Which columns, counted from 0. */
  column: Uint32Array
  /** The middle of the places of the column's first and last value. */
  x: Float64Array
  /** Of the finite values (over `span` where that is wider than the column); NaN where none is finite. */
  mean: Float64Array
  /** The least and greatest of all that are numbers, ±Infinity included, so that no spike is lost. */
  min: Float64Array
  max: Float64Array
  /** Where the last finite value of the whole run lies, and what it is, if that is in the part; else null. */
  lastFinite: { x: number; y: number } | null
  /** What all of it takes of the memory. */
  byteLength: number
}

/** Reads one run after the other by columns; between them it keeps its arrays, as they are large. */
export class ColumnReader {
  readonly #mean: Float64Array<ArrayBuffer>
  readonly #min: Float64Array<ArrayBuffer>
  readonly #max: Float64Array<ArrayBuffer>
  readonly #x: Float64Array<ArrayBuffer>
  readonly #part: Part
  readonly #width: number

  constructor(part: Part) {
    const column = () => new Float64Array(part.columns)
    this.#part = part
    this.#width = (part.to - part.from) / part.columns
    this.#mean = column()
    this.#min = column()
    this.#max = column()
    this.#x = column()
  }

  read(trace: Trace): RunColumns {
    const { from, to, span } = this.#part
    for (const values of [this.#mean, this.#min, this.#max, this.#x]) values.fill(NaN)
    const first = firstFrom(trace, from - span / 2)
    const end = firstAfter(trace, to + span / 2)
    const values = trace.values(first, end)
    this.#gather(trace, values, first)
    if (span > this.#width) this.#smooth(trace, values, first)
    return this.#filled(end < trace.length ? null : this.#lastFinite(trace, values, first))
  }

  #filled(lastFinite: RunColumns['lastFinite']): RunColumns {
    const column = placesOfNumbers(this.#x)
    const of = (values: Float64Array) => valuesAt(values, column)
    return {
      ...{ column, x: of(this.#x), mean: of(this.#mean), min: of(this.#min), max: of(this.#max), lastFinite },
      byteLength: column.length * BYTES_EACH,
    }
  }

  #gather(trace: Trace, values: Values, first: number): void {
    const { from, to, columns } = this.#part
    let index = firstFrom(trace, from)
    for (let column = 0; column < columns; column++) {
      const border = from + (column + 1 - NEARLY) * this.#width
      const end = column === columns - 1 ? firstAfter(trace, to, index) : firstFrom(trace, border, index)
      if (end > index) this.#fill(column, values, index - first, end - first)
      if (!Number.isNaN(this.#min[column]!)) this.#x[column] = (trace.xAt(index) + trace.xAt(end - 1)) / 2
      index = end
    }
  }

  #fill(column: number, values: Values, start: number, end: number): void {
    let [sum, count, min, max] = [0, 0, NaN, NaN]
    for (let index = start; index < end; index++) {
      const value = values[index]!
      if (value < min || min !== min) min = value
      if (value > max || max !== max) max = value
      // False for what is not finite: NaN and ∞ − ∞ are not 0.
      if (value - value !== 0) continue
      sum += value
      count++
    }
    this.#min[column] = min
    this.#max[column] = max
    this.#mean[column] = sum / count
  }

  /** Each mean that there is becomes that of the values around its column's middle. */
  #smooth(trace: Trace, values: Values, first: number): void {
    const { from, columns, span } = this.#part
    const { sums, counts } = runningSums(values)
    let [begin, end] = [0, 0]
    for (let column = 0; column < columns; column++) {
      if (Number.isNaN(this.#mean[column]!)) continue
      const middle = from + (column + 0.5) * this.#width
      begin = firstFrom(trace, middle - span / 2, first + begin) - first
      end = Math.min(values.length, firstAfter(trace, middle + span / 2, first + end) - first)
      this.#mean[column] = (sums[end]! - sums[begin]!) / (counts[end]! - counts[begin]!)
    }
  }

  #lastFinite(trace: Trace, values: Values, first: number): { x: number; y: number } | null {
    const index = values.findLastIndex(Number.isFinite)
    if (index < 0) return null
    const x = trace.xAt(first + index)
    return x < this.#part.from || x > this.#part.to ? null : { x, y: values[index]! }
  }
}

/** Where the values are numbers, in order. */
export function placesOfNumbers(values: Float64Array): Uint32Array {
  const places = new Uint32Array(values.length)
  let count = 0
  for (let index = 0; index < values.length; index++) {
    if (!Number.isNaN(values[index]!)) places[count++] = index
  }
  return places.slice(0, count)
}

export function valuesAt(values: Float64Array, places: Uint32Array): Float64Array {
  const result = new Float64Array(places.length)
  for (let index = 0; index < places.length; index++) result[index] = values[places[index]!]!
  return result
}

/** Sum and number of the finite values before each place. */
function runningSums(values: Values) {
  const sums = new Float64Array(values.length + 1)
  const counts = new Uint32Array(values.length + 1)
  for (let index = 0; index < values.length; index++) {
    const isFinite = Number.isFinite(values[index]!)
    sums[index + 1] = sums[index]! + (isFinite ? values[index]! : 0)
    counts[index + 1] = counts[index]! + (isFinite ? 1 : 0)
  }
  return { sums, counts }
}
