import { numberText } from '../../../../domain/number-text.ts'
import type { ComparedMetric } from '../../charts/compared-metrics.ts'
import { rangeOfCurve, type ComparedPanel } from '../../charts/compared-panels.ts'
import { axisText } from '../../charts/curve-metrics.ts'
import type { Range } from '../../charts/nice-range.ts'
import type { CompareQuery } from './compare-query.ts'

/** What is drawn around the means. */
export const AROUND_WORDS = {
  interval: 'Line: mean over the seeds. Band: its 95 % interval (Student’s t), where at least two runs are.',
  range: 'Line: mean over the seeds. Band: from the least to the greatest value of any run and step.',
  seeds: 'Thick: mean over the seeds. Thin: each run, from its least to its greatest value in each column.',
}

/** What the panels of a metric show, over how many runs, and what was done to the numbers. */
export function curvesCaption(
  metric: ComparedMetric,
  panels: readonly ComparedPanel[],
  range: Range,
  { around, smoothing, isLogarithmic }: CompareQuery,
): string {
  const curves = panels.flatMap((panel) => panel.curves)
  const counts = curves.map(({ runIds }) => runIds.length)
  const isBeyond = curves.some((curve) => {
    const own = rangeOfCurve(curve, around)
    return own.max > range.max || own.min < range.min
  })
  return [
    metric.hint,
    AROUND_WORDS[around],
    ...(counts.length > 0 ? [countWords(Math.min(...counts), Math.max(...counts))] : []),
    ...(smoothing > 0
      ? [`Smoothed: each point is the mean over ${numberText(100 * smoothing)} % of the axis.`]
      : []),
    ...(isLogarithmic && !metric.isShare ? ['Logarithmic axis.'] : []),
    ...(isBeyond
      ? [
          `Some values lie beyond the axis, which shows ${axisText(metric, range.min)} to ${axisText(metric, range.max)}.`,
        ]
      : []),
    ...(curves.some(({ diverged }) => diverged.length > 0)
      ? ['A cross marks the last number of a run that diverged.']
      : []),
  ].join(' ')
}

function countWords(least: number, most: number): string {
  return least === most ? `N = ${most} runs a line.` : `N = ${least} to ${most} runs a line.`
}
