import type { CompareCurve } from '../../contract/compare.ts'
import { studentQuantile } from '../../domain/statistics.ts'
import type { RunColumns } from './run-columns.ts'

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
  readonly #firstX: Float64Array
  readonly #lastX: Float64Array

  constructor(columns: number) {
    const column = () => new Float64Array(columns)
    this.#n = new Int32Array(columns)
    this.#mean = column()
    this.#squares = column()
    this.#min = column().fill(NaN)
    this.#max = column().fill(NaN)
    this.#firstX = column().fill(NaN)
    this.#lastX = column().fill(NaN)
  }

  add(run: RunColumns): void {
    for (let column = 0; column < this.#n.length; column++) {
      if (Number.isNaN(run.firstX[column]!)) continue
      if (!(this.#min[column]! <= run.min[column]!)) this.#min[column] = run.min[column]!
      if (!(this.#max[column]! >= run.max[column]!)) this.#max[column] = run.max[column]!
      if (!(this.#firstX[column]! <= run.firstX[column]!)) this.#firstX[column] = run.firstX[column]!
      if (!(this.#lastX[column]! >= run.lastX[column]!)) this.#lastX[column] = run.lastX[column]!
      const value = run.mean[column]!
      if (Number.isNaN(value)) continue
      const n = ++this.#n[column]!
      const distance = value - this.#mean[column]!
      this.#mean[column]! += distance / n
      this.#squares[column]! += distance * (value - this.#mean[column]!)
    }
  }

  /** The columns in which any run has a value, in order. */
  filled(): Columns {
    const filled = indexesOf(this.#firstX)
    const halfWidths = filled.map((column) => this.#halfWidth(column))
    const means = filled.map((column) => (this.#n[column] === 0 ? NaN : this.#mean[column]!))
    return {
      x: Float64Array.from(filled, (column) => (this.#firstX[column]! + this.#lastX[column]!) / 2),
      mean: Float64Array.from(means),
      n: Int32Array.from(filled, (column) => this.#n[column]!),
      low: Float64Array.from(means, (mean, index) => mean - halfWidths[index]!),
      high: Float64Array.from(means, (mean, index) => mean + halfWidths[index]!),
      min: Float64Array.from(filled, (column) => this.#min[column]!),
      max: Float64Array.from(filled, (column) => this.#max[column]!),
    }
  }

  /** NaN below two runs, and where they are equal: that is no measure of what chance does. */
  #halfWidth(column: number): number {
    const [n, squares] = [this.#n[column]!, this.#squares[column]!]
    if (n < 2 || squares === 0) return NaN
    return (quantileOf(n - 1) * Math.sqrt(squares / (n - 1))) / Math.sqrt(n)
  }
}

/** A run's own columns in which it has a value. */
export function ownColumns(run: RunColumns): { x: Float64Array; min: Float64Array; max: Float64Array } {
  const filled = indexesOf(run.firstX)
  return {
    x: Float64Array.from(filled, (column) => (run.firstX[column]! + run.lastX[column]!) / 2),
    min: Float64Array.from(filled, (column) => run.min[column]!),
    max: Float64Array.from(filled, (column) => run.max[column]!),
  }
}

function indexesOf(values: Float64Array): number[] {
  const indexes: number[] = []
  for (let index = 0; index < values.length; index++) {
    if (!Number.isNaN(values[index]!)) indexes.push(index)
  }
  return indexes
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
