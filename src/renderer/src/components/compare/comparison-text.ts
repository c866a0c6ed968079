import type { CompareCell } from '../../../../contract/compare.ts'
import type { Metric } from '../../../../domain/compared-run.ts'
import { rateText } from '../../../../domain/number-text.ts'
import type { SampleSummary } from '../../../../domain/statistics.ts'
import { finalText, percentText } from '../../../../domain/table-text.ts'
import type { FigureColumn } from '../../charts/figure.ts'
import type { PointGroup } from '../../charts/points-option.ts'

/** Numbers of a comparison as its charts and tables write them. */

/** A value of the metric, with its unit where it has one. */
export function metricText(metric: Metric, value: number): string {
  return metric === 'test accuracy' ? `${percentText(value)} %` : value.toFixed(4)
}

/** The same in short, for an axis. */
export function metricAxisText(metric: Metric, value: number): string {
  return metric === 'test accuracy' ? `${rateText(100 * value)} %` : rateText(value)
}

/** “97.12 ± 0.31”: the mean and half the width of its 95 % interval, in percent or nats. */
export function sampleText(metric: Metric, { mean, interval }: SampleSummary): string {
  if (mean === null) return '–'
  const text = (value: number): string => finalText(metric, value)
  return interval === null ? text(mean) : `${text(mean)} ± ${text((interval.high - interval.low) / 2)}`
}

/** “Final test accuracy, %” or “Final test loss, nats”: what a column or an axis holds. */
export function metricTitle(metric: Metric): string {
  return metric === 'test accuracy' ? 'Final test accuracy, %' : 'Final test loss, nats'
}

/** What a column of a file holds: shares and nats, not percent. */
export function metricColumn(metric: Metric): FigureColumn {
  return { name: `final ${metric}`, unit: metric === 'test accuracy' ? 'share, 0 to 1' : 'nats' }
}

/** “N = 5 runs a point.” over these counts; nothing over none. */
export function countsText(counts: readonly number[], what: string): string {
  if (counts.length === 0) return ''
  const [least, most] = [Math.min(...counts), Math.max(...counts)]
  return `N = ${least === most ? most : `${least} to ${most}`} ${what}.`
}

/** The same of the points of charts. */
export function pointsCount(panels: readonly { groups: readonly PointGroup[] }[]): string {
  const points = panels.flatMap(({ groups }) => groups.flatMap((group) => group.points))
  return countsText(
    points.map(({ n }) => n),
    'runs a point',
  )
}

/** “1 of 5 diverged”; nothing where none did. */
export function divergedText(diverged: number, runs: number): string {
  return diverged === 0 ? '' : `${diverged} of ${runs} diverged`
}

/** The same of a cell. */
export function cellDivergedText({ diverged, runIds }: CompareCell): string {
  return divergedText(Math.round(diverged * runIds.length), runIds.length)
}
