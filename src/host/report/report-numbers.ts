import type { RunRecord } from '../../contract/experiment-record.ts'
import type { ReportValue } from '../../contract/report.ts'
import { sampleOf, summarize, type SummaryCell } from '../../domain/result-summary.ts'
import type { Interval } from '../../domain/statistics.ts'
import { comparedRuns } from '../compare-record.ts'
import { lastEpochLoss } from '../last-epoch-loss.ts'
import { scoresDigest, seriesDigest } from '../record/record-digest.ts'
import { accuracyGap } from './accuracy-gap.ts'
import { cellValues } from './cell-values.ts'
import { reportContext } from './report-context.ts'
import type { ReportSubject } from './report-subject.ts'

type Entry = readonly [name: string, value: ReportValue]

/**
 * Every number and text of a report's tables, verdict, gaps and runs by a name in words, and digests of all that its
 * figures are drawn from. Accuracies are shares of 1, losses nats.
 * @param version of the report's block: one of version 1 has no digest of the evaluations
 */
export function reportNumbers(subject: ReportSubject, version: number): Map<string, ReportValue> {
  return new Map([
    ...tableNumbers(subject),
    ...differenceNumbers(subject),
    ...verdictTexts(subject),
    ...gapNumbers(subject),
    ...runNumbers(subject, version),
  ])
}

function tableNumbers({ record, question: { metric } }: ReportSubject): Entry[] {
  return summarize(comparedRuns(record)).flatMap((cell) => {
    const { stepsToTarget } = cell
    const final = sampleOf(cell, metric)
    return named(`Table 1, ${placeWords(cell)}`, {
      N: final.n,
      [`mean ${metric}`]: final.mean,
      ...bounds(`${metric}, 95 %`, final.interval),
      'mean training loss of the last epoch': lastEpochLoss(record, cell).mean,
      'mean steps to the target': stepsToTarget.mean,
      'runs that reached it': stepsToTarget.n,
      runs: outcomeWords(cell),
    })
  })
}

function differenceNumbers({ verdict }: ReportSubject): Entry[] {
  return (verdict?.lines ?? []).flatMap((line) =>
    named(`Table 2, ${placeWords(line)}`, {
      pairs: line.n,
      'mean difference': line.difference,
      ...bounds('difference, 95 %', line.interval),
      ...bounds('difference, 95 % over all together', line.simultaneousInterval),
      p: line.p,
      'p (Holm)': line.adjustedP,
      d_z: line.effectSize,
      'Wilcoxon p': line.wilcoxonP,
      verdict: line.decision,
    }),
  )
}

function verdictTexts({ verdict }: ReportSubject): Entry[] {
  if (verdict === null) return []
  const { question, summary, exploratory, lines, notes } = verdict
  return [
    ['Verdict, question', question],
    ['Verdict, in short', summary],
    ['Verdict, exploratory', exploratory ? 'yes' : 'no'],
    ...lines.map((line): Entry => [`Verdict, ${placeWords(line)}`, line.text]),
    ...notes.map((note, index): Entry => [`Verdict, note ${index + 1}`, note]),
  ]
}

/** Where the gap is not shown its numbers aren't there: a report of version 1 has none. */
function gapNumbers(subject: ReportSubject): Entry[] {
  if (!hasGap(subject)) return []
  return cellValues(reportContext(subject), accuracyGap).flatMap(
    ({ arm, cell, summary: { n, mean, interval } }) =>
      named(`Test less training accuracy, ${placeWords({ arm, ...cell })}`, {
        N: n,
        mean,
        ...bounds('95 %', interval),
      }),
  )
}

function hasGap({ question }: ReportSubject): boolean {
  return question.sections.includes('gap')
}

function runNumbers(subject: ReportSubject, version: number): Entry[] {
  const { record, runs } = subject
  return record.runs.flatMap((run, index) =>
    named(`Run ${runs[index]!.id}`, {
      outcome: run.outcome,
      'final test accuracy': run.result?.running.accuracy ?? null,
      'final test loss': run.result?.running.loss ?? null,
      ...(hasGap(subject) && { 'test less training accuracy': accuracyGap(run) }),
      'steps trained': run.series.loss.length,
      'steps to the target': run.targetReached?.step ?? null,
      'every step, SHA-256': seriesDigest(run.series),
      ...(version > 1 && { 'every evaluation, SHA-256': scoresDigest(run) }),
    }),
  )
}

/** “none, batch 16, learning rate 0.05”. */
export function placeWords({
  arm,
  batchSize,
  learningRate,
}: Pick<RunRecord, 'arm' | 'batchSize' | 'learningRate'>): string {
  return `${arm}, batch ${batchSize}, learning rate ${learningRate}`
}

function bounds(what: string, interval: Interval | null): Record<string, ReportValue> {
  return { [`${what}, from`]: interval?.low ?? null, [`${what}, to`]: interval?.high ?? null }
}

function named(place: string, values: Record<string, ReportValue | undefined>): Entry[] {
  return Object.entries(values).map(([name, value]) => [`${place}: ${name}`, value ?? null])
}

function outcomeWords({ outcomes }: SummaryCell): string {
  return Object.entries(outcomes)
    .map(([outcome, count]) => `${count} ${outcome}`)
    .join(', ')
}
