import type { CurveUnit } from '../../../../contract/compare.ts'
import { numberText, rateText } from '../../../../domain/number-text.ts'
import type { ChartTable } from '../../charts/chart-table.ts'
import type { ComparedMetric } from '../../charts/compared-metrics.ts'
import type { ComparedPanel } from '../../charts/compared-panels.ts'
import { valueText } from '../../charts/curve-metrics.ts'
import { AXIS_NAMES } from '../../charts/step-axis.ts'

/** Every column of every line that is drawn. */
export function curvesTable(
  metric: ComparedMetric,
  panels: readonly ComparedPanel[],
  unit: CurveUnit,
): ChartTable {
  const text = (value: number): string => (Number.isNaN(value) ? '–' : valueText(metric, value))
  return {
    columns: [
      { title: 'Arm' },
      { title: 'Batch size' },
      { title: 'Learning rate', text: rateText },
      { title: AXIS_NAMES[unit], text: numberText },
      { title: 'Mean', text },
      { title: 'Low', text },
      { title: 'High', text },
      { title: 'Least', text },
      { title: 'Greatest', text },
      { title: 'N' },
    ],
    rows: panels.flatMap(({ curves }) =>
      curves.flatMap((curve) =>
        Array.from(curve.x, (x, index) => [
          ...[curve.arm, curve.batchSize, curve.learningRate, x, curve.mean[index]!],
          ...[curve.low[index]!, curve.high[index]!, curve.min[index]!, curve.max[index]!, curve.n[index]!],
        ]),
      ),
    ),
  }
}
