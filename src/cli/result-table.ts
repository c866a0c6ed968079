import type { SummaryCell } from '../domain/result-summary.ts'
import { summarize } from '../domain/result-summary.ts'
import type { Interval, SampleSummary } from '../domain/statistics.ts'
import { summarizeSample } from '../domain/statistics.ts'
import type { VerdictLine } from '../domain/verdict.ts'
import { comparedRuns } from '../host/compare-record.ts'
import type { ExperimentRecord } from '../contract/experiment-record.ts'
import { tableLines, type Column } from './table.ts'

/** Per batch size and arm: mean, N and interval of the test accuracy, and the loss of the last epoch. */
export function resultTable(record: ExperimentRecord, width: number): string[] {
  const cells = byBatchSize(summarize(comparedRuns(record)))
  const severalRates = record.spec.learningRates.length > 1
  const target = record.spec.targetAccuracy
  const columns: Column[] = [
    { title: 'Batch', align: 'right' },
    ...(severalRates ? [{ title: 'Rate', align: 'right' } as const] : []),
    { title: 'Arm', align: 'left' },
    { title: 'N', align: 'right' },
    { title: 'Test acc. %', align: 'right' },
    { title: '95 % interval', align: 'right' },
    { title: 'Train loss', align: 'right' },
    ...(target === null
      ? []
      : [{ title: `Steps to ${100 * target} %`, align: 'right', isOptional: true } as const]),
  ]
  const rows = cells.map((cell) => [
    String(cell.batchSize),
    ...(severalRates ? [String(cell.learningRate)] : []),
    cell.arm,
    String(cell.accuracy.n),
    percent(cell.accuracy.mean),
    intervalText(cell.accuracy.interval, percent),
    lossText(lastEpochLoss(record, cell)),
    ...(target === null ? [] : [stepsText(cell.stepsToTarget, cell.runs)]),
  ])
  return tableLines(columns, rows, width)
}

/** Per comparison: the paired difference in percentage points, alone and in its family, and what is decided. */
export function differenceTable(lines: readonly VerdictLine[], width: number): string[] {
  const severalRates = new Set(lines.map(({ learningRate }) => learningRate)).size > 1
  const isFamily = lines.length > 1
  const columns: Column[] = [
    { title: 'Batch', align: 'right' },
    ...(severalRates ? [{ title: 'Rate', align: 'right' } as const] : []),
    { title: 'Arm', align: 'left' },
    { title: 'Pairs', align: 'right' },
    { title: 'Points', align: 'right' },
    { title: '95 % interval', align: 'right' },
    ...(isFamily ? [{ title: `All ${lines.length} together`, align: 'right' } as const] : []),
    { title: isFamily ? 'p (Holm)' : 'p', align: 'right' },
    { title: 'Verdict', align: 'left', isOptional: true },
  ]
  const rows = byBatchSize(lines).map((line) => [
    String(line.batchSize),
    ...(severalRates ? [String(line.learningRate)] : []),
    line.arm,
    String(line.n),
    points(line.difference),
    intervalText(line.interval, points),
    ...(isFamily ? [intervalText(line.simultaneousInterval, points)] : []),
    pText(line.adjustedP),
    line.decision,
  ])
  return tableLines(columns, rows, width)
}

function byBatchSize<T extends { batchSize: number; learningRate: number }>(cells: readonly T[]): T[] {
  return cells.toSorted((a, b) => a.batchSize - b.batchSize || a.learningRate - b.learningRate)
}

function lastEpochLoss({ runs }: ExperimentRecord, cell: SummaryCell): SampleSummary {
  const losses = runs
    .filter(({ role, arm }) => role === 'compared' && arm === cell.arm)
    .filter(
      ({ batchSize, learningRate }) => batchSize === cell.batchSize && learningRate === cell.learningRate,
    )
    .filter(({ outcome }) => outcome === 'done' || outcome === 'did not learn')
    .flatMap(({ epochLosses }) => epochLosses.slice(-1))
  return summarizeSample(losses.filter(Number.isFinite))
}

function percent(share: number | null): string {
  return share === null ? '–' : (100 * share).toFixed(2)
}

function points(difference: number | null): string {
  if (difference === null) return '–'
  const text = (100 * Math.abs(difference)).toFixed(2)
  return Number(text) === 0 ? text : `${difference < 0 ? '−' : '+'}${text}`
}

function intervalText(interval: Interval | null, text: (value: number) => string): string {
  return interval === null ? '–' : `${text(interval.low)} … ${text(interval.high)}`
}

function lossText({ mean }: SampleSummary): string {
  return mean === null ? '–' : mean.toFixed(4)
}

function stepsText({ mean, n }: SampleSummary, runs: number): string {
  if (mean === null) return 'not reached'
  return `${Math.round(mean).toLocaleString('en-US')}${n < runs ? ` (${n} of ${runs})` : ''}`
}

function pText(p: number | null): string {
  if (p === null) return '–'
  return p < 0.0001 ? '< 0.0001' : p.toFixed(4)
}
