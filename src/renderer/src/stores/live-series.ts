import type { MetricName } from '../../../contract/call-parts.ts'
import type { EpochMeans, MetricRows, SeriesPoints } from '../../../contract/host-answers.ts'
import { EpochSums } from './epoch-sums.ts'

/** What a point holds of a metric: the least, the greatest and the last of its steps, as the host's points do. */
export type Values = { min: Float32Array; max: Float32Array; last: Float32Array }

const FIRST_CAPACITY = 256

/**
 * A run's metrics as far as the page knows them, in points of `stride` steps. It grows step by step in place; when it
 * has more points than allowed, two neighbours become one, in which no extreme and no NaN is lost.
 */
export class LiveSeries {
  readonly metrics: readonly MetricName[]
  /** Grows with every change: what was drawn from it before is out of date. */
  version = 0
  /** How many points there are; the arrays may be longer. */
  length = 0
  /** How many steps are known. */
  end = 0
  /** How many steps a point stands for; the last one may stand for fewer. */
  stride = 1
  /** The step that each point begins with. */
  steps = new Int32Array(FIRST_CAPACITY)
  readonly #values: Partial<Record<MetricName, Values>>
  readonly #mostPoints: number
  /** Of every step, also where points stand for several. */
  readonly epochs: EpochSums

  constructor(metrics: readonly MetricName[], mostPoints: number, stepsPerEpoch: number) {
    this.metrics = metrics
    this.epochs = new EpochSums(stepsPerEpoch)
    this.#mostPoints = mostPoints
    this.#values = Object.fromEntries(metrics.map((metric) => [metric, emptyValues(FIRST_CAPACITY)]))
  }

  /** The arrays of a metric that is kept; they are replaced as the series grows. */
  of(metric: MetricName): Values {
    return this.#values[metric]!
  }

  /** Starts again from points that the host thinned, all of the same steps, and from the means of the epochs to their end. */
  replace(
    points: Partial<Record<MetricName, SeriesPoints>>,
    epochs: Partial<Record<MetricName, EpochMeans>>,
  ): void {
    this.epochs.replace(epochs)
    const { steps, total } = points[this.metrics[0]!]!
    this.length = 0
    this.end = total
    this.stride = steps.length > 1 ? steps[1]! - steps[0]! : 1
    this.#reserve(steps.length)
    this.steps.set(steps)
    this.length = steps.length
    for (const metric of this.metrics) {
      const own = points[metric]!
      this.of(metric).min.set(own.min)
      this.of(metric).max.set(own.max)
      this.of(metric).last.set(own.last)
    }
    this.version++
  }

  /**
   * Takes rows; what was known from their first step on is void.
   * @returns false when steps between what is known and the rows are missing, and nothing was taken
   */
  append(rows: MetricRows): boolean {
    if (rows.firstStep > this.end) return false
    this.#cut(rows.firstStep)
    for (let index = 0; index < rows.loss.length; index++) this.#add(rows, index)
    this.version++
    return true
  }

  /**
   * A point that began before the cut stays: steps that are trained again from a checkpoint have the same values, and
   * one that begins anew is cut at step 0.
   */
  #cut(step: number): void {
    while (this.length > 0 && this.steps[this.length - 1]! >= step) this.length--
    this.end = step
  }

  #add(rows: MetricRows, index: number): void {
    const step = rows.firstStep + index
    const begins =
      this.length === 0 ||
      Math.floor(step / this.stride) > Math.floor(this.steps[this.length - 1]! / this.stride)
    if (begins) {
      if (this.length === this.#mostPoints) this.#halve()
      this.#reserve(this.length + 1)
      this.steps[this.length++] = step
    }
    for (const metric of this.metrics) {
      const value = rows[metric][index]!
      put(this.of(metric), this.length - 1, begins, value, value, value)
    }
    this.epochs.add(step, (metric) => rows[metric][index]!, this.metrics)
    this.end = step + 1
  }

  #halve(): void {
    this.stride *= 2
    let count = 0
    for (let index = 0; index < this.length; index++) {
      const step = this.steps[index]!
      const begins =
        count === 0 || Math.floor(step / this.stride) > Math.floor(this.steps[count - 1]! / this.stride)
      if (begins) this.steps[count++] = step
      for (const metric of this.metrics) {
        const values = this.of(metric)
        put(values, count - 1, begins, values.min[index]!, values.max[index]!, values.last[index]!)
      }
    }
    this.length = count
  }

  #reserve(count: number): void {
    if (count <= this.steps.length) return
    const capacity = Math.max(count, 2 * this.steps.length)
    const steps = new Int32Array(capacity)
    steps.set(this.steps)
    this.steps = steps
    for (const metric of this.metrics) {
      const [old, grown] = [this.of(metric), emptyValues(capacity)]
      grown.min.set(old.min)
      grown.max.set(old.max)
      grown.last.set(old.last)
      this.#values[metric] = grown
    }
  }
}

function emptyValues(capacity: number): Values {
  return {
    min: new Float32Array(capacity),
    max: new Float32Array(capacity),
    last: new Float32Array(capacity),
  }
}

/** Into the point at `index`, by the host's rules: NaN hides no extreme, and no NaN is hidden by what follows it. */
function put(values: Values, index: number, begins: boolean, min: number, max: number, last: number): void {
  const { min: least, max: greatest, last: latest } = values
  if (begins || Number.isNaN(least[index]!) || min < least[index]!) least[index] = min
  if (begins || Number.isNaN(greatest[index]!) || max > greatest[index]!) greatest[index] = max
  if (begins || !Number.isNaN(latest[index]!)) latest[index] = last
}
