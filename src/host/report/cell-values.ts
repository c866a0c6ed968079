import type { RunRecord } from '../../contract/experiment-record.ts'
import type { Cell } from '../../domain/compared-run.ts'
import { summarizeSample, type SampleSummary } from '../../domain/statistics.ts'
import { runsOf, type ReportContext } from './report-context.ts'

/** A value of each run of an arm in one cell, as it is drawn. */
export type CellValues = {
  arm: string
  cell: Cell
  /** Null where a run has none. */
  seeds: { seed: number; value: number | null; outcome: RunRecord['outcome'] }[]
  /** Over the runs that have one. */
  summary: SampleSummary
}

/** Of every arm and cell with runs. @param valueOf what is drawn of a run; null, or not finite, where it has nothing */
export function cellValues(context: ReportContext, valueOf: (run: RunRecord) => number | null): CellValues[] {
  const groups = context.cells.flatMap((cell) =>
    context.arms.map((arm): CellValues => {
      const seeds = runsOf(context, arm, cell).map((run) => {
        const value = valueOf(run)
        const isDrawn = value !== null && Number.isFinite(value)
        return { seed: run.seed, value: isDrawn ? value : null, outcome: run.outcome }
      })
      return { arm, cell, seeds, summary: summarizeSample(seeds.flatMap(({ value }) => value ?? [])) }
    }),
  )
  return groups.filter(({ seeds }) => seeds.length > 0)
}

/** Whether any run has a value. */
export function hasValues(groups: readonly CellValues[]): boolean {
  return groups.some(({ summary }) => summary.n > 0)
}

/** Every value, and the ends of the intervals of their means. */
export function drawnValues(groups: readonly CellValues[]): number[] {
  return groups.flatMap(({ seeds, summary: { interval } }) => [
    ...seeds.flatMap(({ value }) => value ?? []),
    ...(interval === null ? [] : [interval.low, interval.high]),
  ])
}
