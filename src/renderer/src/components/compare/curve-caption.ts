import type { CompareCurve } from '../../../../contract/compare.ts'
import type { ComparedMetric } from '../../charts/compared-metrics.ts'
import { rangeOfCurve, type ComparedPanel } from '../../charts/compared-panels.ts'
import { isWhole } from '../../charts/curve-settings.ts'
import { drawingNotes, reachesBeyond } from '../../charts/curve-words.ts'
import type { Range } from '../../charts/nice-range.ts'
import type { CompareQuery } from './compare-query.ts'
import { countsText } from './comparison-text.ts'

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
  query: CompareQuery,
): string {
  const parts = [metric.hint, AROUND_WORDS[query.around], curvesCount(panels)]
  return [...parts, ...curvesNotes(metric, panels, range, query)].filter((part) => part !== '').join(' ')
}

/** Over how many runs the lines are. */
export function curvesCount(panels: readonly ComparedPanel[]): string {
  return countsText(
    panels.flatMap(({ curves }) => curves.map(({ runIds }) => runIds.length)),
    'runs a line',
  )
}

/** What was done to the numbers, and what the drawing leaves out. */
export function curvesNotes(
  metric: ComparedMetric,
  panels: readonly ComparedPanel[],
  range: Range,
  { around, smoothing, isLogarithmic, unit, zoom }: CompareQuery,
): string[] {
  const curves = panels.flatMap((panel) => panel.curves)
  const notes = drawingNotes(metric, range, {
    ...{ smoothing, isLogarithmic },
    isBeyond: curves.some((curve) => reachesBeyond(rangeOfCurve(curve, around), range)),
    isCrossed: curves.some(({ diverged }) => diverged.length > 0),
  })
  const isOfSeconds = unit === 'seconds' && !metric.isEvaluation && isWhole(zoom)
  return isOfSeconds && curves.some(losesRuns) ? [...notes, FEWER] : notes
}

const FEWER =
  'Not every run reaches the end of a curve: its mean there is over the slower ones alone (N under the pointer), and may rise for that.'

/** Whether fewer of the runs that did not diverge have a value at a curve's end than before. */
function losesRuns({ n, diverged }: CompareCurve): boolean {
  return diverged.length === 0 && n.length > 0 && n.at(-1)! < Math.max(...n)
}
