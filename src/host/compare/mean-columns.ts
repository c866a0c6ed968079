import type { CompareCurve } from '../../contract/compare.ts'
import { studentQuantile } from '../../domain/statistics.ts'
import { placesOfNumbers, valuesAt, type RunColumns } from './run-columns.ts'

const CONFIDENCE = 0.95

type Columns = Pick<CompareCurve, 'x' | 'mean' | 'n' | 'low' | 'high' | 'min' | 'max'>

/**
 * The mean over runs by columns, with how many have a finite value there and the interval from Student's t; the least
 * and greatest value of any of them. Grown run by run (Welford 1962, Technometrics 4:419).
 */
export class MeanColumns {
  readonly #n: Int32Array
  readonly #mean: Float64Array
  /** Sum of the squared distances from the mean. */
  readonly #squares: Float64Array
  readonly #min: Float64Array
  readonly #max: Float64Array
  readonly #leastX: Float64Array
  readonly #greatestX: Float64Array

  constructor(columns: number) {
    const column = () => new Float64Array(columns)
    this.#n = new Int32Array(columns)
    this.#mean = column()
    this.#squares = column()
    this.#min = column().fill(NaN)
    this.#max = column().fill(NaN)
    this.#leastX = column().fill(NaN)
    this.#greatestX = column().fill(NaN)
  }

  add({ column: columns, x: xs, mean, min, max }: RunColumns): void {
    for (let index = 0; index < columns.length; index++) {
      const column = columns[index]!
      const x = xs[index]!
      if (!(this.#min[column]! <= min[index]!)) this.#min[column] = min[index]!
      if (!(this.#max[column]! >= max[index]!)) this.#max[column] = max[index]!
      if (!(this.#leastX[column]! <= x)) this.#leastX[column] = x
      if (!(this.#greatestX[column]! >= x)) this.#greatestX[column] = x
      const value = mean[index]!
      if (Number.isNaN(value)) continue
      const n = ++this.#n[column]!
      const distance = value - this.#mean[column]!
      this.#mean[column]! += distance / n
      this.#squares[column]! += distance * (value - this.#mean[column]!)
    }
  }

  /** The columns in which any run has a value, in order. */
  filled(): Columns {
    const filled = placesOfNumbers(this.#leastX)
    const columns: Columns = {
      ...{
        x: new Float64Array(filled.length),
        mean: valuesAt(this.#mean, filled),
        n: new Int32Array(filled.length),
      },
      ...{ low: new Float64Array(filled.length), high: new Float64Array(filled.length) },
      ...{ min: valuesAt(this.#min, filled), max: valuesAt(this.#max, filled) },
    }
    for (let index = 0; index < filled.length; index++) {
      const column = filled[index]!
      const halfWidth = this.#halfWidth(column)
      columns.x[index] = (this.#leastX[column]! + this.#greatestX[column]!) / 2
      columns.n[index] = this.#n[column]!
      if (columns.n[index] === 0) columns.mean[index] = NaN
      columns.low[index] = columns.mean[index]! - halfWidth
      columns.high[index] = columns.mean[index]! + halfWidth
    }
    return columns
  }

  /** NaN below two runs, and where they are equal: that is no measure of what chance does. */
  #halfWidth(column: number): number {
    const [n, squares] = [this.#n[column]!, this.#squares[column]!]
    if (n < 2 || squares === 0) return NaN
    return (quantileOf(n - 1) * Math.sqrt(squares / (n - 1))) / Math.sqrt(n)
  }
}

const quantiles = new Map<number, number>()

/** Computed once for each number of runs, and not for each column. */
function quantileOf(degreesOfFreedom: number): number {
  const known = quantiles.get(degreesOfFreedom)
  if (known !== undefined) return known
  const quantile = studentQuantile((1 + CONFIDENCE) / 2, degreesOfFreedom)
  quantiles.set(degreesOfFreedom, quantile)
  return quantile
}
