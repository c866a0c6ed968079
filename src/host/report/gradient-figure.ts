import { rateText } from '../../domain/number-text.ts'
import type { CellCurves } from './curve-figure.ts'
import { curveValues } from './curve-values.ts'
import type { Figure } from './figure.ts'
import type { ReportContext } from './report-context.ts'
import { positiveScale, type Scale } from './scale.ts'
import { stepFigure } from './step-figure.ts'

/** A run that diverges climbs without end: it is drawn up to so many times what the others come to. */
const MOST_TIMES = 10
/** And a logarithmic axis goes down no further than to such a part of its top. */
const LEAST_PART = 1e-4

/** Gradient norm against the epoch; null where no run has a step. */
export function gradientFigure(context: ReportContext): Figure | null {
  return stepFigure(context, {
    ...{ id: 'gradient', title: 'Gradient norm against epoch', name: 'Gradient norm' },
    valuesOf: ({ series }) => series.gradientNorm,
    scaleOf: (_, cells) => scaleOf(cells),
    text: (value) => (value < 1e6 ? rateText(value) : value.toExponential(3).replace('+', '')),
    ...{ one: 'norm', many: 'Norms', unit: '' },
    when: 'The norm is the Euclidean one of the gradient of all learned arrays, before each update.',
  })
}

/** Spans the means, their intervals as far as half above, and the runs drawn singly while they are like those. */
function scaleOf(cells: readonly CellCurves[]): Scale {
  const { means, singles } = curveValues(cells)
  const usual = means.length > 0 ? Math.max(...means.map(({ y }) => y)) : medianOf(singles)
  const intervals = means.map(({ interval }) => Math.min(1.5 * usual, interval?.high ?? 0))
  const drawn = singles.filter((value) => value <= MOST_TIMES * usual)
  const high = Math.max(usual, ...intervals, ...drawn)
  const least = Math.min(...means.map(({ y }) => y), ...drawn)
  return positiveScale(least > 0 ? Math.max(least, LEAST_PART * high) : least, high)
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}
