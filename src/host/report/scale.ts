/** An axis: its ends, its ticks, and whether it is logarithmic. */
export type Scale = { min: number; max: number; ticks: number[]; isLogarithmic: boolean }

/** Where a logarithmic axis may begin and end, times powers of ten: finer than its ticks, so that little is left empty. */
const ENDS = [1, 1.5, 2, 3, 4, 5, 7]
const STEPS = [1, 2, 2.5, 5, 10]
/** Values that span at least this factor are drawn on a logarithmic axis. */
const LOGARITHMIC_FROM = 10

/** A linear axis from a round number at or below `low` to one at or above `high`, with about `count` ticks. */
export function linearScale(low: number, high: number, count = 5): Scale {
  const size = Math.max(1, Math.abs(low), Math.abs(high))
  const span = high - low > 1e-9 * size ? high - low : size / 10
  const power = 10 ** Math.floor(Math.log10(span / count))
  const step = power * STEPS.find((factor) => factor * power >= span / count)!
  const [first, last] = [Math.floor(low / step + 1e-9), Math.ceil(high / step - 1e-9)]
  const end = last > first ? last : first + 1
  const ticks = Array.from({ length: end - first + 1 }, (_, index) => rounded((first + index) * step))
  return { min: ticks[0]!, max: ticks.at(-1)!, ticks, isLogarithmic: false }
}

/** A logarithmic axis over positive values with ticks at 1, 2 and 5 times powers of ten, or at the powers alone. */
export function logarithmicScale(low: number, high: number): Scale {
  const factors = high / low > 300 ? [1] : [1, 2, 5]
  const powers = Array.from({ length: 80 }, (_, index) => index - 40)
  const values = powers.flatMap((power) => factors.map((factor) => Number(`${factor}e${power}`)))
  const ends = powers.flatMap((power) => ENDS.map((factor) => Number(`${factor}e${power}`)))
  const min = ends.findLast((value) => value <= low * 1.0001) ?? ends[0]!
  const max = ends.find((value) => value >= high * 0.9999 && value > min) ?? ends.at(-1)!
  return { min, max, ticks: values.filter((value) => value >= min && value <= max), isLogarithmic: true }
}

/** Logarithmic where positive values span a factor of ten or more, or else linear from zero. */
export function positiveScale(low: number, high: number): Scale {
  return low > 0 && high / low >= LOGARITHMIC_FROM ? logarithmicScale(low, high) : linearScale(0, high)
}

/** Epochs from 0 to the end of training, with ticks at round numbers. */
export function epochScale(epochs: number): Scale {
  const { ticks } = linearScale(0, epochs, Math.min(5, Math.ceil(epochs)))
  return { min: 0, max: epochs, ticks: ticks.filter((tick) => tick <= epochs + 1e-9), isLogarithmic: false }
}

/** Free of the last bits that products with a decimal step leave. */
function rounded(value: number): number {
  return Number(value.toPrecision(12))
}

/** A linear axis around percentages, never beyond 0 and 100: every round step divides 100. */
export function percentScale(values: readonly number[]): Scale {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const margin = high > low ? 0 : 2
  return linearScale(Math.max(0, low - margin), Math.min(100, high + margin))
}
