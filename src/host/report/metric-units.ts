import type { Metric } from '../../domain/compared-run.ts'

type MetricUnits = {
  /** What a value is multiplied with where it is drawn. */
  factor: number
  /** Names of axes and columns, with their units. */
  value: string
  difference: string
  differenceAxis: string
}

/** How values of a metric and their differences are drawn: accuracies in percent, losses in nats. */
export const METRIC_UNITS: Record<Metric, MetricUnits> = {
  'test accuracy': {
    factor: 100,
    value: 'Test accuracy, %',
    difference: 'Difference, points',
    differenceAxis: 'Difference, percentage points',
  },
  'test loss': {
    factor: 1,
    value: 'Test loss, nats',
    difference: 'Difference, nats',
    differenceAxis: 'Difference, nats',
  },
}
