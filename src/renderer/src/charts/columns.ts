import type { LiveSeries } from '../stores/live-series.ts'
import type { MetricName } from '../../../contract/call-parts.ts'

/** The part of an axis that is drawn, and into how many columns it is divided. */
export type Window = { from: number; to: number; columns: number }

/** A curve as it is drawn: x and y in turn, at most four points a column; NaN where the line is broken. */
export type CurvePoints = Float64Array<ArrayBuffer>

/**
 * The least and the greatest value of each column, in the order in which they came, so that no spike is lost; a value
 * that is not finite breaks the line where it was. One point each side of the window is kept, for the line to reach it.
 */
export function extremesByColumn(
  series: LiveSeries,
  metric: MetricName,
  positionOf: (index: number) => number,
  { from, to, columns }: Window,
): CurvePoints {
  const { min, max, last } = series.of(metric)
  const points = new PointList()
  const width = (to - from) / columns
  const [begin, end] = visibleRange(series.length, positionOf, from, to)
  for (let index = begin; index < end;) {
    const column = columnAt(positionOf(index), from, width)
    let [least, greatest, isBroken] = [-1, -1, false]
    for (; index < end && columnAt(positionOf(index), from, width) === column; index++) {
      if (!Number.isFinite(last[index]!)) isBroken = true
      if (Number.isFinite(min[index]!) && (least < 0 || min[index]! < min[least]!)) least = index
      if (Number.isFinite(max[index]!) && (greatest < 0 || max[index]! > max[greatest]!)) greatest = index
    }
    if (least >= 0 && greatest >= 0) addExtremes(points, { least, greatest }, { min, max }, positionOf)
    if (isBroken) points.add(positionOf(index - 1), NaN)
  }
  return points.toArray()
}

function addExtremes(
  points: PointList,
  { least, greatest }: { least: number; greatest: number },
  { min, max }: { min: Float32Array; max: Float32Array },
  positionOf: (index: number) => number,
): void {
  if (least <= greatest) points.add(positionOf(least), min[least]!)
  if (least !== greatest || min[least] !== max[greatest]) points.add(positionOf(greatest), max[greatest]!)
  if (least > greatest) points.add(positionOf(least), min[least]!)
}

/** The mean over each column's points of their last values, and over the columns beside it when smoothed; NaN where none is finite. */
export function meansByColumn(
  series: LiveSeries,
  metric: MetricName,
  positionOf: (index: number) => number,
  { from, to, columns }: Window,
): Float64Array<ArrayBuffer> {
  const { last } = series.of(metric)
  const [sums, counts] = [new Float64Array(columns), new Uint32Array(columns)]
  const width = (to - from) / columns
  const [begin, end] = visibleRange(series.length, positionOf, from, to)
  for (let index = begin; index < end; index++) {
    const column = columnAt(positionOf(index), from, width)
    if (column < 0 || column >= columns || !Number.isFinite(last[index]!)) continue
    sums[column]! += last[index]!
    counts[column]!++
  }
  return sums.map((sum, column) => sum / counts[column]!)
}

/** From the last point before the window to the first one after it. */
function visibleRange(
  length: number,
  positionOf: (index: number) => number,
  from: number,
  to: number,
): [number, number] {
  const begin = firstFrom(length, positionOf, from)
  const end = firstFrom(length, positionOf, to)
  return [Math.max(0, begin - 1), Math.min(length, end + 1)]
}

/** The first point at or after a position, by halving; positions grow. */
function firstFrom(length: number, positionOf: (index: number) => number, position: number): number {
  let [low, high] = [0, length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (positionOf(middle) < position) low = middle + 1
    else high = middle
  }
  return low
}

function columnAt(position: number, from: number, width: number): number {
  return Math.floor((position - from) / width)
}

/** Points that are added one by one, in an array that grows by doubling. */
class PointList {
  #values = new Float64Array(512)
  #length = 0

  add(x: number, y: number): void {
    if (this.#length + 2 > this.#values.length) {
      const grown = new Float64Array(2 * this.#values.length)
      grown.set(this.#values)
      this.#values = grown
    }
    this.#values[this.#length++] = x
    this.#values[this.#length++] = y
  }

  toArray(): CurvePoints {
    return this.#values.slice(0, this.#length)
  }
}
