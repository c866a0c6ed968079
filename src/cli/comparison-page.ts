import type { CompareCell, CompareSummary } from '../contract/compare.ts'
import { countText, inPercent } from '../domain/number-text.ts'
import { sampleOf } from '../domain/result-summary.ts'
import type { SampleSummary } from '../domain/statistics.ts'
import { finalText, intervalText } from '../domain/table-text.ts'
import { inWords } from '../domain/wording.ts'
import { printVerdict } from './report.ts'
import { tableLines, type Column } from './table.ts'
import type { Terminal } from './terminal.ts'
import { bulletList, wrapText } from './text.ts'

/** Prints a comparison over several experiments: the table, the verdict in words, and what must be known beside it. */
export function printComparison(summary: CompareSummary, terminal: Terminal): void {
  const { out, bold, width, tableWidth } = terminal
  const { experiments, runs, cells, metric, verdict, notes } = summary
  out(
    wrapText(
      `${inWords(experiments.map(({ name }) => bold(name)))}: ${countText(runs.length, 'run')}`,
      width,
    ),
  )
  if (cells.length > 0) {
    out(`\n${bold(`Final ${metric} in evaluation mode`)}`)
    const table = cellTable(summary, tableWidth)
    out(table.join('\n'))
    if (cells.some(({ isBest }) => isBest)) out(BEST)
    if (table[0]!.includes(SECONDS)) out(wrapText(ABOUT_SECONDS, width))
  }
  if (verdict !== null) printVerdict(verdict, terminal, metric)
  const all = [...notes, ...(verdict?.notes ?? [])]
  if (all.length > 0) out(`\n${bold('Notes')}\n${bulletList(all, width)}`)
}

const BEST = '* ahead of every other arm there: the interval of the paired difference excludes zero.'
const SECONDS = 'Seconds'
const ABOUT_SECONDS = 'Seconds are a description: they depend on what else the machine did.'

function cellTable({ cells, metric, target }: CompareSummary, width: number): string[] {
  const severalRates = new Set(cells.map(({ learningRate }) => learningRate)).size > 1
  const isAccuracy = metric === 'test accuracy'
  const valueText = (value: number | null) => finalText(metric, value)
  const valueOf = (cell: CompareCell) => sampleOf(cell, metric)
  const right = (title: string): Column => ({ title, align: 'right' })
  const rightIfRoom = (title: string): Column => ({ ...right(title), isOptional: true })
  const columns: Column[] = [
    right('Batch'),
    ...(severalRates ? [right('Rate')] : []),
    { title: 'Arm', align: 'left' },
    ...[right('N'), right(isAccuracy ? 'Test acc. %' : 'Test loss'), right('95 % interval')],
    { title: '', align: 'left' },
    right('Diverged'),
    ...(target === null
      ? []
      : [right(`Steps to ${inPercent(target)} %`), ...['Images', SECONDS].map(rightIfRoom)]),
  ]
  const rows = cells.map((cell) => [
    String(cell.batchSize),
    ...(severalRates ? [String(cell.learningRate)] : []),
    ...[cell.arm, String(valueOf(cell).n), valueText(valueOf(cell).mean)],
    ...[intervalText(valueOf(cell).interval, valueText), cell.isBest ? '*' : ''],
    cell.diverged === 0 ? '' : `${Math.round(cell.diverged * cell.runIds.length)} of ${cell.runIds.length}`,
    ...(target === null ? [] : toTarget(cell)),
  ])
  return tableLines(columns, rows, width)
}

/** Means over the runs that reached the target, and how many did where not all. */
function toTarget({ stepsToTarget, examplesToTarget, secondsToTarget, runIds }: CompareCell): string[] {
  const meanText = ({ mean }: SampleSummary, digits: number) =>
    mean === null
      ? '–'
      : mean.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
  const { n } = stepsToTarget
  const share = n === runIds.length ? '' : ` (${n} of ${runIds.length})`
  return [
    n === 0 ? 'not reached' : `${meanText(stepsToTarget, 0)}${share}`,
    meanText(examplesToTarget, 0),
    meanText(secondsToTarget, 1),
  ]
}
