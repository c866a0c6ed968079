import { numberText } from '../../domain/number-text.ts'
import { cellValues, drawnValues, hasValues, type CellValues } from './cell-values.ts'
import type { Figure } from './figure.ts'
import { pointsFigure } from './points-figure.ts'
import type { ReportContext } from './report-context.ts'
import { positiveScale, type Scale } from './scale.ts'

const short = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 })

/** Steps until the test accuracy first reaches the target; null where there is none, or no run reached it. */
export function targetFigure(context: ReportContext): Figure | null {
  const { target } = context
  const groups = target === null ? [] : cellValues(context, (run) => run.targetReached?.step ?? null)
  if (target === null || !hasValues(groups)) return null
  const text = (value: number) => numberText(Math.round(value))
  const y = scaleOf(groups)
  return pointsFigure(context, groups, {
    id: 'target',
    title: `Steps to a test accuracy of ${numberText(100 * target)} % against batch size`,
    note: noteOf(groups),
    ...{ y, yLabel: (value) => short.format(value), text, absent: 'not reached' },
    yName: `Steps${y.isLogarithmic ? ' (logarithmic axis)' : ''}`,
    valueTitle: 'Steps',
    saidText: (value) => `${text(value)} steps`,
    ...{ isJoined: true, hasZeroLine: false, hasCounts: true },
  })
}

/** Down to the least that a run took: the interval of a mean may reach below zero. */
function scaleOf(groups: readonly CellValues[]): Scale {
  const taken = groups.flatMap(({ seeds }) => seeds.flatMap(({ value }) => value ?? []))
  return positiveScale(Math.min(...taken), Math.max(...drawnValues(groups)))
}

function noteOf(groups: readonly CellValues[]): string {
  const seeds = groups.flatMap((group) => group.seeds)
  const reached = seeds.filter(({ value }) => value !== null).length
  return [
    'Marker: mean over the seeds; bar: its 95 % interval (Student’s t); dot: one seed. The test accuracy is taken after each epoch.',
    reached === seeds.length
      ? `All ${numberText(reached)} runs reached it.`
      : `${numberText(reached)} of ${numberText(seeds.length)} runs reached it; the others are in no mean. Where not all seeds did, the marker is hollow and a count says how many.`,
  ].join(' ')
}
