import type { RunSummary } from '../../../../contract/host-answers.ts'
import { summarize, type SummaryCell } from '../../../../domain/result-summary.ts'

/** The results so far of an experiment's compared runs, by arm, batch size and learning rate. */
export function resultRows(runs: readonly RunSummary[]): SummaryCell[] {
  return summarize(
    runs
      .filter(({ role }) => role === 'compared')
      .map((run) => ({
        ...run,
        outcome: run.outcome ?? 'unfinished',
        // Runs are not paired here, and the steps to a target are not shown.
        pairKey: run.key,
        stepsToTarget: null,
      })),
  )
}

/** How a cell's runs ended, where that is not simply done: “1 diverged, 2 unfinished”. */
export function outcomesText({ outcomes, runs }: SummaryCell): string {
  if (outcomes.done === runs) return 'all done'
  return Object.entries(outcomes)
    .map(([outcome, count]) => `${count} ${outcome}`)
    .join(', ')
}
