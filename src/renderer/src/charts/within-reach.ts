import type { EChartsOption } from './echarts.ts'

/** So many times the length of the axis beyond its ends. */
const REACH = 200

type Axis = { type?: string; min?: number; max?: number }
type Series = { type?: string; data?: unknown }

/**
 * An option whose lines end at most so far beyond the vertical axis: they leave the picture where they did, to half a
 * percent of the way to their next point. A spike may be a million pixels long otherwise, and to cut that into dashes
 * takes a browser, or who opens a saved figure, longer than all the rest of the picture.
 */
export function withinReach(option: EChartsOption): EChartsOption {
  const { type, min, max } = (option.yAxis ?? {}) as Axis
  if (!Array.isArray(option.series) || min === undefined || max === undefined) return option
  const [low, high] = type === 'log' ? reachOf(Math.log(min), Math.log(max)).map(Math.exp) : reachOf(min, max)
  const isBeyond = (value: number, index: number): boolean =>
    index % 2 === 1 && (value < low! || value > high!)
  const nearer = (data: Float64Array): Float64Array =>
    data.map((value, index) => (isBeyond(value, index) ? Math.min(high!, Math.max(low!, value)) : value))
  const series = (option.series as Series[]).map((one) =>
    one.type === 'line' && one.data instanceof Float64Array && one.data.some(isBeyond)
      ? { ...one, data: nearer(one.data) }
      : one,
  )
  return { ...option, series }
}

function reachOf(min: number, max: number): [number, number] {
  const length = max - min
  return [min - REACH * length, max + REACH * length]
}
