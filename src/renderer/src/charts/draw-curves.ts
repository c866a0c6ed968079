import type { CurveUnit } from '../../../contract/compare.ts'
import type { MetricName } from '../../../contract/call-parts.ts'
import type { Evaluation, RunSummary } from '../../../contract/host-answers.ts'
import type { LiveSeries } from '../stores/live-series.ts'
import { extremesByColumn, meansByColumn, type CurvePoints, type Window } from './columns.ts'
import { runsOfMean, type CurvePanel } from './curve-panels.ts'
import { meanCurve } from './mean-curve.ts'
import { rangeOf, unionOf, type Range } from './nice-range.ts'
import { axisEnd, positionOf } from './step-axis.ts'

/** How curves are looked at: against what, which part, how smooth. */
export type CurveView = {
  unit: CurveUnit
  /** The part of the axis that is shown, in percent of it. */
  zoom: { start: number; end: number }
  /** Columns across the panel, about one a pixel. */
  columns: number
  /** Share of the whole axis over which a mean curve is averaged; 0 for none. */
  smoothing: number
}

export type DrawnRun = { run: RunSummary; points: CurvePoints; divergedAt: [number, number] | null }
export type DrawnMean = {
  arm: string
  points: CurvePoints
  runs: number
  /** The mean of the last whole epoch over the runs, whatever part is shown how finely; of evaluations the last point. */
  final: number | null
}

/** All that one panel shows, in the axis' unit. */
export type DrawnPanel = {
  key: string
  title: string
  end: number
  runs: DrawnRun[]
  means: DrawnMean[]
  /** Of the part that is shown: over all runs, and over the means alone. */
  range: Range
  meanRange: Range
}

/** What is drawn of a run: steps of a metric of training, or evaluations. */
export type CurveSource = {
  seriesOf: (runId: string) => LiveSeries | undefined
  metric: MetricName
}

export function drawPanel(panel: CurvePanel, source: CurveSource, view: CurveView): DrawnPanel {
  const end = panelEnd(panel, view, source.seriesOf)
  const window = windowOf(view, end)
  const lines = panel.runs.flatMap((run) => {
    const series = source.seriesOf(run.id)
    return series === undefined || series.length === 0 ? [] : [{ run, series }]
  })
  const runs = lines.map(({ run, series }): DrawnRun => {
    const position = positionOf(view.unit, run, series)
    const points = extremesByColumn(series, source.metric, position, window)
    return {
      run,
      points,
      divergedAt: run.status === 'diverged' ? lastFinite(series, source.metric, position) : null,
    }
  })
  const halfWidth = Math.round((view.smoothing * end) / ((window.to - window.from) / window.columns) / 2)
  const means = drawnMeans(panel.runs, lines).map(({ arm, lines: own }): DrawnMean => {
    const columns = own.map(({ run, series }) =>
      meansByColumn(series, source.metric, positionOf(view.unit, run, series), window),
    )
    const finals = own.map(({ series }) => series.epochs.lastMean(source.metric))
    return {
      ...{ arm, runs: own.length, points: meanCurve(columns, window, halfWidth) },
      final: finals.includes(null) ? null : average(finals as number[]),
    }
  })
  return finished(panel, end, window, runs, means)
}

/** The same of evaluations, a point each; the mean is over the seeds at the steps that all have reached. */
export function drawEvaluations(
  panel: CurvePanel,
  valuesOf: (run: RunSummary) => { step: number; value: number }[],
  seriesOf: CurveSource['seriesOf'],
  view: CurveView,
): DrawnPanel {
  const end = panelEnd(panel, view, seriesOf)
  const lines = panel.runs.flatMap((run) => {
    const values = valuesOf(run)
    if (values.length === 0) return []
    const place = stepPlace(view.unit, run, seriesOf(run.id))
    return [{ run, points: Float64Array.from(values.flatMap(({ step, value }) => [place(step), value])) }]
  })
  const runs = lines.map(({ run, points }): DrawnRun => ({ run, points, divergedAt: null }))
  const means = drawnMeans(panel.runs, lines).map(({ arm, lines: own }): DrawnMean => {
    const columns = own.map(({ points }) => points)
    const shortest = columns.reduce((least, one) => (one.length < least.length ? one : least))
    const points = shortest.map((_, index) => average(columns.map((one) => one[index]!)))
    return { arm, runs: columns.length, points, final: points.at(-1) ?? null }
  })
  return finished(panel, end, windowOf(view, end), runs, means)
}

/** The values of one score of a run's evaluations. */
export function scoresOf(evaluations: readonly Evaluation[], score: 'accuracy' | 'loss') {
  return evaluations.map(({ step, test }) => ({ step, value: test[score] }))
}

function finished(
  { key, title }: CurvePanel,
  end: number,
  { from, to }: Window,
  runs: DrawnRun[],
  means: DrawnMean[],
): DrawnPanel {
  const [range, meanRange] = [runs, means].map((curves) =>
    unionOf(curves.map(({ points }) => rangeOf(points, from, to))),
  ) as [Range, Range]
  return { key, title, end, runs, means, range, meanRange }
}

function windowOf({ zoom, columns }: CurveView, end: number): Window {
  return { from: (zoom.start / 100) * end, to: Math.max((zoom.end / 100) * end, 1e-9), columns }
}

function panelEnd({ runs }: CurvePanel, { unit }: CurveView, seriesOf: CurveSource['seriesOf']): number {
  return Math.max(1e-9, ...runs.map((run) => axisEnd(unit, run, seriesOf(run.id))))
}

/** By arm; runs of which nothing is known yet are in no mean. */
function drawnMeans<L extends { run: RunSummary }>(
  runs: readonly RunSummary[],
  lines: readonly L[],
): { arm: string; lines: L[] }[] {
  return [...Map.groupBy(runs, ({ arm }) => arm)].flatMap(([arm, own]) => {
    const members = runsOfMean(own)
    const found = lines.filter(({ run }) => members.includes(run))
    return found.length === 0 ? [] : [{ arm, lines: found }]
  })
}

/** Where the state after so many steps stands on the axis. */
function stepPlace(
  unit: CurveUnit,
  run: RunSummary,
  series: LiveSeries | undefined,
): (step: number) => number {
  if (unit === 'steps') return (step) => step
  if (unit === 'epochs') return (step) => step / run.stepsPerEpoch
  if (unit === 'examples') return (step) => step * run.batchSize
  return (step) => {
    if (series === undefined || series.length === 0) return 0
    const index = Math.min(series.length - 1, Math.floor(Math.max(0, step - 1) / series.stride))
    return series.of('seconds').last[index]!
  }
}

/** The last point of a curve that is a number: where a run that diverged is marked. */
function lastFinite(
  series: LiveSeries,
  metric: MetricName,
  position: (index: number) => number,
): [number, number] | null {
  const { last } = series.of(metric)
  for (let index = series.length - 1; index >= 0; index--) {
    if (Number.isFinite(last[index]!)) return [position(index), last[index]!]
  }
  return null
}

/** NaN where a value is. */
function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
