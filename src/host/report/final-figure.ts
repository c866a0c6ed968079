import { finalValue, type Metric } from '../../domain/compared-run.ts'
import { countText } from '../../domain/number-text.ts'
import { finalText } from '../../domain/table-text.ts'
import { comparedRun } from '../compare-record.ts'
import { cellValues, drawnValues, hasValues, type CellValues } from './cell-values.ts'
import type { Figure } from './figure.ts'
import { METRIC_UNITS } from './metric-units.ts'
import { pointsFigure } from './points-figure.ts'
import type { ReportContext } from './report-context.ts'
import { linearScale, percentScale, type Scale } from './scale.ts'

/** The final results per arm and batch size, as the comparison takes them; null where no run has one. */
export function finalFigure(context: ReportContext): Figure | null {
  const { metric } = context.question
  const { factor, value: name } = METRIC_UNITS[metric]
  const groups = cellValues(context, (run) => {
    const final = finalValue(comparedRun(run), metric)
    return 'value' in final ? factor * final.value : null
  })
  if (!hasValues(groups)) return null
  const text = (value: number) => finalText(metric, value / factor)
  return pointsFigure(context, groups, {
    id: 'final',
    title: `Final ${metric} against batch size`,
    note: noteOf(metric, groups),
    y: scaleOf(metric, drawnValues(groups)),
    ...{ yName: name, valueTitle: name, text, absent: null },
    saidText: (value) => `${text(value)} ${metric === 'test accuracy' ? '%' : 'nats'}`,
    ...{ isJoined: true, hasZeroLine: false, hasCounts: false },
  })
}

/** No loss is below zero, whatever its interval says. */
function scaleOf(metric: Metric, values: readonly number[]): Scale {
  if (metric === 'test accuracy') return percentScale(values)
  return linearScale(Math.max(0, Math.min(...values)), Math.max(...values))
}

function noteOf(metric: Metric, groups: readonly CellValues[]): string {
  const without = groups.flatMap(({ seeds }) => seeds.filter(({ value }) => value === null))
  const diverged = without.filter(({ outcome }) => outcome === 'diverged').length
  return [
    'Marker: mean over the seeds; bar: its 95 % interval (Student’s t); dot: one seed. In evaluation mode, at the end of training.',
    ...(without.length > 0 ? ['Hollow: some of the runs have no final value.'] : []),
    ...(metric === 'test loss' && diverged > 0
      ? [
          `${countText(diverged, 'run')} diverged and ${diverged === 1 ? 'has' : 'have'} no final loss: what is left flatters their arms.`,
        ]
      : []),
  ].join(' ')
}
