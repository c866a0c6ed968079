import type { CompareCurve } from '../../../contract/compare.ts'
import { gridPanels } from './grid-panels.ts'
import { niceRange, niceSpan, spanOf, type Range, type Span } from './nice-range.ts'

/** The curves of one batch size and learning rate, one for each arm. */
export type ComparedPanel = { key: string; title: string; curves: CompareCurve[] }

/** What is drawn around the means: their interval, all values from the least to the greatest, or every run. */
export type CurveSurroundings = 'interval' | 'range' | 'seeds'

export function comparedPanels(curves: readonly CompareCurve[]): ComparedPanel[] {
  const inOrder = curves.toSorted((a, b) => a.learningRate - b.learningRate)
  return gridPanels(inOrder, 'rate').map(({ key, title, own }) => ({ key, title, curves: own }))
}

/**
 * A spike, or a curve that climbs without end, leaves room for the others: the axis ends at so many times the top of the
 * calmest curve, or where the middle values of the others need it to.
 */
const MOST_OVER_CALMEST = { linear: 4, logarithmic: 100 }
const SHARES = { min: 0, max: 1 }

/** The vertical axis of all panels of one metric. */
export function comparedSpan(
  panels: readonly ComparedPanel[],
  { isShare, isLogarithmic, around }: { isShare: boolean; isLogarithmic: boolean; around: CurveSurroundings },
): Span {
  const ranges = panels.flatMap(({ curves }) => curves.map((curve) => neededRange(curve, around)))
  const seen = ranges.filter(({ max }) => Number.isFinite(max))
  const min = Math.min(...seen.map((range) => range.min))
  const max = Math.max(...seen.map((range) => range.max))
  if (isShare) return niceSpan({ min: Math.max(0, min), max: Math.min(1, max) }, SHARES)
  const calmest = Math.min(...seen.map((range) => range.max))
  const middles = panels.flatMap(({ curves }) => curves.filter(staysFinite).map(({ mean }) => middleOf(mean)))
  const most = Math.max(calmest * MOST_OVER_CALMEST[isLogarithmic ? 'logarithmic' : 'linear'], ...middles)
  return spanOf(niceRange({ min, max: Math.min(max, most) }, isLogarithmic))
}

/** Of a curve with a run that diverged even the middle may be beyond all others. */
function staysFinite({ diverged }: CompareCurve): boolean {
  return diverged.length === 0
}

/** The greater of the two in the middle; −Infinity where there is none. */
function middleOf(values: Float64Array): number {
  const finite = values.filter(Number.isFinite).sort()
  return finite[finite.length >> 1] ?? -Infinity
}

/** The least and the greatest value that is drawn of a curve. */
export function rangeOfCurve(curve: CompareCurve, around: CurveSurroundings): Range {
  const { mean, low, high, min, max } = curve
  return around === 'interval' ? rangeOfAll([mean, low, high]) : rangeOfAll([mean, min, max])
}

/** The same for an axis: the interval of two or three runs may reach far beyond every value that there is. */
function neededRange(curve: CompareCurve, around: CurveSurroundings): Range {
  const drawn = rangeOfCurve(curve, around)
  const seen = rangeOfAll([curve.min, curve.max])
  return { min: Math.max(drawn.min, seen.min), max: Math.min(drawn.max, seen.max) }
}

function rangeOfAll(lines: readonly Float64Array[]): Range {
  const range = { min: Infinity, max: -Infinity }
  for (const values of lines) {
    for (const value of values) {
      if (!Number.isFinite(value)) continue
      if (value < range.min) range.min = value
      if (value > range.max) range.max = value
    }
  }
  return range
}

/** The index of the column nearest to a place; −1 where there is none. */
export function nearest(x: Float64Array, place: number): number {
  let [low, high] = [0, x.length - 1]
  if (high < 0) return -1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (x[middle]! <= place) low = middle
    else high = middle
  }
  return place - x[low]! < x[high]! - place ? low : high
}
