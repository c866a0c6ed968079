import { summarizeSample, type Interval } from '../../domain/statistics.ts'
import type { RunRecord } from '../../contract/experiment-record.ts'
import { isFinished } from './report-context.ts'

export type Point = { x: number; y: number }

/** The mean over seeds at one place, with its 95 % interval; null where one seed or equal values give none. */
export type MeanPoint = Point & { n: number; interval: Interval | null }

/** A run that did not come to its end, drawn by itself as far as it came. */
export type CutShort = { seed: number; outcome: RunRecord['outcome']; points: Point[] }

/** An arm in one cell: the mean over the runs that came to their end, and each of the others alone. */
export type ArmCurve = { arm: string; mean: MeanPoint[]; cutShort: CutShort[] }

/** The curve of runs of one arm and cell, given how one run is drawn; values that are not finite end a run's curve. */
export function armCurve(
  arm: string,
  runs: readonly RunRecord[],
  pointsOf: (run: RunRecord) => Point[],
): ArmCurve {
  const traces = runs.map((run) => ({ run, points: finiteStart(pointsOf(run)) }))
  const [finished, others] = [true, false].map((wanted) =>
    traces.filter(({ run }) => isFinished(run) === wanted),
  )
  return {
    arm,
    mean: meanOf(finished!.map(({ points }) => points)),
    cutShort: others!
      .filter(({ points }) => points.length > 0)
      .map(({ run: { seed, outcome }, points }) => ({ seed, outcome, points })),
  }
}

function meanOf(traces: readonly Point[][]): MeanPoint[] {
  const longest = traces.reduce<Point[]>((best, trace) => (trace.length > best.length ? trace : best), [])
  return longest.map(({ x }, index) => {
    const { n, mean, interval } = summarizeSample(traces.flatMap((trace) => trace[index]?.y ?? []))
    return { x, y: mean!, n, interval }
  })
}

function finiteStart(points: Point[]): Point[] {
  const end = points.findIndex(({ y }) => !Number.isFinite(y))
  return end < 0 ? points : points.slice(0, end)
}
