import type { MetricName } from '../../../contract/call-parts.ts'
import type { EpochMeans } from '../../../contract/host-answers.ts'

/** The sums of a run's metrics over each epoch, of every step, however the points beside them are thinned. */
export class EpochSums {
  readonly #stepsPerEpoch: number
  #sums: Partial<Record<MetricName, number[]>> = {}
  /** How many steps are summed up. */
  #end = 0

  constructor(stepsPerEpoch: number) {
    this.#stepsPerEpoch = stepsPerEpoch
  }

  /** Starts again from what the host has, of all metrics up to the same step. */
  replace(of: Partial<Record<MetricName, EpochMeans>>): void {
    this.#sums = {}
    this.#end = 0
    for (const [metric, { means, total }] of Object.entries(of) as [MetricName, EpochMeans][]) {
      this.#sums[metric] = Array.from(means, (mean, epoch) => mean * this.#stepsIn(epoch, total))
      this.#end = total
    }
  }

  /** Takes a step's values; of steps that are known it is another attempt with the same values, or begins anew at 0. */
  add(step: number, valueOf: (metric: MetricName) => number, metrics: readonly MetricName[]): void {
    if (step === 0) this.replace({})
    if (step !== this.#end) return
    const epoch = Math.floor(step / this.#stepsPerEpoch)
    for (const metric of metrics) {
      const sums = (this.#sums[metric] ??= [])
      sums[epoch] = (sums[epoch] ?? 0) + valueOf(metric)
    }
    this.#end++
  }

  /** The mean over an epoch, counted from 1; null before it is over, NaN where a value is. */
  mean(metric: MetricName, epoch: number): number | null {
    if (this.#end < epoch * this.#stepsPerEpoch) return null
    const sum = this.#sums[metric]?.[epoch - 1]
    return sum === undefined ? null : sum / this.#stepsPerEpoch
  }

  /** The mean over the last whole epoch, or over the first as far as it goes; null before the first step. */
  lastMean(metric: MetricName): number | null {
    const whole = Math.floor(this.#end / this.#stepsPerEpoch)
    const sum = this.#sums[metric]?.[Math.max(0, whole - 1)]
    return sum === undefined || this.#end === 0
      ? null
      : sum / this.#stepsIn(Math.max(0, whole - 1), this.#end)
  }

  #stepsIn(epoch: number, end: number): number {
    return Math.min(this.#stepsPerEpoch, end - epoch * this.#stepsPerEpoch)
  }
}
