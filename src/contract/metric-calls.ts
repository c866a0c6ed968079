import * as z from 'zod/mini'
import { MOST_FOLLOWED } from './bounds.ts'
import { Count, Id, MetricName } from './call-parts.ts'
import type { EpochMeans, MetricPage, SeriesPoints } from './host-answers.ts'

/** Calls of the host about the metrics of a run's steps; in `hostCalls`. */
export const metricCalls = {
  /** At most `points` points of a metric between two steps; no extreme is ever left out. */
  'metrics.series': z.strictObject({
    runId: Id,
    metric: MetricName,
    from: z._default(Count, 0),
    to: z._default(z.nullable(Count), null),
    points: z._default(z.int().check(z.minimum(2), z.maximum(1_000_000)), 2000),
  }),
  /** The means of a metric over the epochs before a step (null: the end), of every step. */
  'metrics.epochMeans': z.strictObject({
    runId: Id,
    metric: MetricName,
    to: z._default(z.nullable(Count), null),
  }),
  /** What was appended after `cursor`, some MiB at once. Ask again after every `metrics.grew`, and after every reconnect. */
  'metrics.since': z.strictObject({ runIds: z.array(Id).check(z.maxLength(MOST_FOLLOWED)), cursor: Count }),
} as const

export type MetricAnswers = {
  'metrics.series': SeriesPoints
  'metrics.epochMeans': EpochMeans
  'metrics.since': MetricPage
}
