import type { SummaryCell } from '../domain/result-summary.ts'
import { isSameCell } from '../domain/compared-run.ts'
import { summarizeSample, type SampleSummary } from '../domain/statistics.ts'
import type { ExperimentRecord } from '../contract/experiment-record.ts'

/** Mean training losses of the last whole epoch in nats, over the runs of a cell that came to their end. */
export function lastEpochLoss({ runs }: ExperimentRecord, cell: SummaryCell): SampleSummary {
  const losses = runs
    .filter(({ role, arm }) => role === 'compared' && arm === cell.arm)
    .filter((run) => isSameCell(run, cell))
    .filter(({ outcome }) => outcome === 'done' || outcome === 'did not learn')
    .flatMap(({ epochLosses }) => epochLosses.slice(-1))
  return summarizeSample(losses.filter(Number.isFinite))
}
