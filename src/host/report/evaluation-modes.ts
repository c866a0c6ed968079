import type { Cell } from '../../domain/compared-run.ts'
import { summarizeSample, type SampleSummary } from '../../domain/statistics.ts'
import { isFinished, runsOf, type ReportContext } from './report-context.ts'

export type EvaluationMode = 'precise' | 'batch'

/** How far test accuracy with other statistics is from that with running ones, paired by run, in percentage points. */
export type ModeGap = {
  arm: string
  cell: Cell
  mode: EvaluationMode
  /** Mean accuracy with the running statistics of the same runs, in percent. */
  running: SampleSummary
  gap: SampleSummary
}

/** Of every arm with batch normalization and every cell, over the runs that came to their end. */
export function modeGaps(context: ReportContext): ModeGap[] {
  return context.cells.flatMap((cell) =>
    context.arms.flatMap((arm) =>
      (['precise', 'batch'] as const).flatMap((mode) => {
        const pairs = runsOf(context, arm, cell)
          .filter(isFinished)
          .flatMap(({ result }) => {
            const other = result?.[mode]?.accuracy ?? NaN
            return result !== null && Number.isFinite(other)
              ? [{ running: 100 * result.running.accuracy, other: 100 * other }]
              : []
          })
        if (pairs.length === 0) return []
        const running = summarizeSample(pairs.map((pair) => pair.running))
        return [
          { arm, cell, mode, running, gap: summarizeSample(pairs.map((pair) => pair.other - pair.running)) },
        ]
      }),
    ),
  )
}
