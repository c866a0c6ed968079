import { finalValue, isSameCell, type Cell } from '../../domain/compared-run.ts'
import type { RunOutcome } from '../../domain/outcome.ts'
import { summarizeSample, type SampleSummary } from '../../domain/statistics.ts'
import { comparedRuns } from '../compare-record.ts'
import type { ReportContext } from './report-context.ts'

/** Final test accuracies of an arm's runs in one cell, in percent, as the comparison takes them. */
export type FinalAccuracies = {
  arm: string
  cell: Cell
  seeds: { seed: number; accuracy: number; outcome: RunOutcome }[]
  summary: SampleSummary
}

/** Of every arm and cell in which some run has a final accuracy. */
export function finalAccuracies({ record, arms, cells }: ReportContext): FinalAccuracies[] {
  const runs = comparedRuns(record)
  const groups = cells.flatMap((cell) =>
    arms.map((arm) => {
      const members = runs.filter((run) => run.arm === arm && isSameCell(run, cell))
      const seeds = members.flatMap((run) => {
        const final = finalValue(run, 'test accuracy')
        return 'value' in final ? [{ seed: run.seed, accuracy: 100 * final.value, outcome: run.outcome }] : []
      })
      return { arm, cell, seeds, summary: summarizeSample(seeds.map(({ accuracy }) => accuracy)) }
    }),
  )
  return groups.filter(({ seeds }) => seeds.length > 0)
}
