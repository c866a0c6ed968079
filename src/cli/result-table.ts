import type { Metric } from '../domain/compared-run.ts'
import { inPercent } from '../domain/number-text.ts'
import { summarize } from '../domain/result-summary.ts'
import {
  differenceText,
  intervalText,
  lossText,
  percentText,
  pText,
  stepsText,
} from '../domain/table-text.ts'
import type { VerdictLine } from '../domain/verdict-line.ts'
import { comparedRuns } from '../host/compare-record.ts'
import { lastEpochLoss } from '../host/last-epoch-loss.ts'
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
      : [{ title: `Steps to ${inPercent(target)} %`, align: 'right', isOptional: true } as const]),
  ]
  const rows = cells.map((cell) => [
    String(cell.batchSize),
    ...(severalRates ? [String(cell.learningRate)] : []),
    cell.arm,
    String(cell.accuracy.n),
    percentText(cell.accuracy.mean),
    intervalText(cell.accuracy.interval, percentText),
    lossText(lastEpochLoss(record, cell), cell),
    ...(target === null ? [] : [stepsText(cell)]),
  ])
  return tableLines(columns, rows, width)
}

/** Per comparison: the paired difference (percentage points or nats), alone and in its family, and what is decided. */
export function differenceTable(lines: readonly VerdictLine[], width: number, metric: Metric): string[] {
  const isAccuracy = metric === 'test accuracy'
  const text = (difference: number | null) => differenceText(metric, difference)
  const severalRates = new Set(lines.map(({ learningRate }) => learningRate)).size > 1
  const isFamily = lines.length > 1
  const columns: Column[] = [
    { title: 'Batch', align: 'right' },
    ...(severalRates ? [{ title: 'Rate', align: 'right' } as const] : []),
    { title: 'Arm', align: 'left' },
    { title: 'Pairs', align: 'right' },
    { title: isAccuracy ? 'Points' : 'Nats', align: 'right' },
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
    text(line.difference),
    intervalText(line.interval, text),
    ...(isFamily ? [intervalText(line.simultaneousInterval, text)] : []),
    pText(line.adjustedP),
    line.decision,
  ])
  return tableLines(columns, rows, width)
}

function byBatchSize<T extends { batchSize: number; learningRate: number }>(cells: readonly T[]): T[] {
  return cells.toSorted((a, b) => a.batchSize - b.batchSize || a.learningRate - b.learningRate)
}
