import { finalValue, isSameCell, type Cell, type ComparedRun, type Metric } from './compared-run.ts'
import type { RunOutcome } from './outcome.ts'
import { summarizeSample, type SampleSummary } from './statistics.ts'

/** The runs of one arm at one batch size and learning rate, over their seeds. */
export type SummaryCell = Cell & {
  arm: string
  runs: number
  /** How many runs ended in which way. */
  outcomes: Partial<Record<RunOutcome, number>>
  /** Final test accuracy (share) and loss (nats); `n` is how many runs have one. */
  accuracy: SampleSummary
  loss: SampleSummary
  /** Over the runs that reached the target. */
  stepsToTarget: SampleSummary
}

/** Of what is known of both, that which a comparison is about. */
export function sampleOf(
  { accuracy, loss }: Pick<SummaryCell, 'accuracy' | 'loss'>,
  metric: Metric,
): SampleSummary {
  return metric === 'test accuracy' ? accuracy : loss
}

/**
 * Per arm, batch size and learning rate the mean, N, deviation and 95 % interval, in the order of the runs. As in a
 * comparison, a diverged run counts with its final accuracy and has no final loss.
 */
export function summarize(runs: readonly ComparedRun[]): SummaryCell[] {
  const isFirst = (run: ComparedRun, index: number) =>
    runs.findIndex((other) => isTogether(other, run)) === index
  return runs.filter(isFirst).map(({ arm, batchSize, learningRate }) => {
    const members = runs.filter((run) => isTogether(run, { arm, batchSize, learningRate }))
    const finals = (metric: Metric) =>
      members
        .map((run) => finalValue(run, metric))
        .flatMap((final) => ('value' in final ? [final.value] : []))
    return {
      ...{ arm, batchSize, learningRate },
      runs: members.length,
      outcomes: countOutcomes(members),
      accuracy: summarizeSample(finals('test accuracy')),
      loss: summarizeSample(finals('test loss')),
      stepsToTarget: summarizeSample(members.flatMap((run) => run.stepsToTarget ?? [])),
    }
  })
}

function countOutcomes(runs: readonly ComparedRun[]): SummaryCell['outcomes'] {
  const counts: SummaryCell['outcomes'] = {}
  for (const { outcome } of runs) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}

function isTogether(one: Cell & { arm: string }, other: Cell & { arm: string }): boolean {
  return one.arm === other.arm && isSameCell(one, other)
}
