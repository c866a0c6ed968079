import type { ArmLook } from '../../../domain/arm-look.ts'
import { CROSS, lineOf, symbolOf } from './chart-look.ts'
import type { CurvePoints } from './columns.ts'

/** How an arm's curves look in every chart. */

/** So many markers have room along the axis; of a line with more the markers would hide it. */
const MOST_MARKERS = 25

/** @param shown the length of the part of the axis that is shown */
export function isMarkable(points: CurvePoints, shown: number): boolean {
  const gaps = points.length / 2 - 1
  if (gaps <= 0) return true
  const length = points[2 * gaps]! - points[0]!
  return gaps < MOST_MARKERS && length / gaps >= shown / (2 * MOST_MARKERS)
}

/** The mean over an arm's seeds. */
export function meanLine(arm: string, points: CurvePoints, look: ArmLook, isMarked: boolean): object {
  return {
    ...{ id: `mean ${arm}`, type: 'line', silent: true, dimensions: ['x', 'y'], data: points },
    ...(isMarked
      ? { symbol: symbolOf(look), symbolSize: 7, itemStyle: { color: look.color } }
      : { symbol: 'none' }),
    showSymbol: isMarked,
    lineStyle: lineOf(look, 2.25),
    ...{ emphasis: { disabled: true }, z: 3 },
  }
}

/**
 * The runs of an arm as thin lines in one series, broken between them: what a series costs to draw again, several times
 * a second, it costs whatever it holds.
 */
export function runLines(
  arm: string,
  runs: readonly CurvePoints[],
  look: ArmLook,
  { opacity, isMarked, isLogarithmic }: { opacity: number; isMarked: boolean; isLogarithmic: boolean },
): object {
  return {
    ...{ id: `runs ${arm}`, type: 'line', silent: true, dimensions: ['x', 'y'] },
    data: onAxis(joined(runs), isLogarithmic),
    ...(isMarked
      ? { symbol: symbolOf(look), symbolSize: 4, itemStyle: { color: look.color, opacity: 0.45 } }
      : { symbol: 'none' }),
    showSymbol: isMarked,
    lineStyle: { color: look.color, width: 1, opacity },
    ...{ tooltip: { show: false }, emphasis: { disabled: true }, z: 2 },
  }
}

/** Where runs diverged. */
export function crossMarks(id: string, places: readonly (readonly number[])[], look: ArmLook): object {
  return {
    ...{ id, type: 'scatter', silent: true, symbol: CROSS, symbolSize: 11, z: 4 },
    ...{ data: places, clip: false, itemStyle: { color: look.color } },
  }
}

/** What a logarithmic axis has no place for is left out of the drawing. */
export function onAxis(points: CurvePoints, isLogarithmic: boolean): CurvePoints {
  return isLogarithmic ? points.map((value, index) => (index % 2 === 1 && value <= 0 ? NaN : value)) : points
}

/** One after another, each with a point behind it that has no place at all. */
function joined(runs: readonly CurvePoints[]): CurvePoints {
  const all = new Float64Array(runs.reduce((sum, { length }) => sum + length + 2, 0)).fill(NaN)
  let at = 0
  for (const points of runs) {
    all.set(points, at)
    at += points.length + 2
  }
  return all
}
