import type { Metric } from '../domain/compared-run.ts'
import { durationText } from '../domain/duration-text.ts'
import type { Verdict } from '../domain/verdict.ts'
import { verdictOf } from '../host/compare-record.ts'
import { publishedLosses } from '../host/published-losses.ts'
import { troubles } from '../host/troubles.ts'
import type { ExperimentRecord } from '../contract/experiment-record.ts'
import { publishedTable } from './published-table.ts'
import { differenceTable, resultTable } from './result-table.ts'
import type { Terminal } from './terminal.ts'
import { bulletList, wrapText } from './text.ts'

/** Prints the comparison: the tables, the verdict in words, and all that must be known beside it. */
export function printReport(record: ExperimentRecord, terminal: Terminal): void {
  const { out, bold, tableWidth } = terminal
  out(
    `${bold(record.name)}  ${record.runs.length} runs in ${durationText(record.seconds)} on ${record.dataset.name}\n`,
  )
  out(bold('Final test accuracy in evaluation mode, and mean training loss of the last epoch'))
  out(resultTable(record, tableWidth).join('\n'))
  const judged = verdictOf(record)
  if (judged !== null) printVerdict(judged, terminal)
  printPublished(record, terminal)
  if (judged !== null) section('Notes', judged.notes, terminal)
  section('About the design', record.fairnessNotes, terminal)
  section('Runs that did not go as planned', troubles(record), terminal)
}

/** Prints a verdict: the table of differences, the question, and what is said of it in words. */
export function printVerdict(
  { lines, question, summary }: Verdict,
  { out, bold, width, tableWidth }: Terminal,
  metric: Metric = 'test accuracy',
): void {
  out('')
  if (lines.length > 0) {
    out(bold('Difference to the baseline arm, paired by seed'))
    out(`${differenceTable(lines, tableWidth, metric).join('\n')}\n`)
  }
  out(bold(question))
  out(wrapText(summary, width))
  if (lines.length === 0) return
  out('')
  out(
    bulletList(
      lines.map(({ text }) => text),
      width,
    ),
  )
}

function printPublished(record: ExperimentRecord, { out, bold, width, tableWidth }: Terminal): void {
  const published = publishedLosses(record)
  if (published === null) return
  out(`\n${bold('Mean training loss by epoch, as published and here')}`)
  out(publishedTable(published.rows, tableWidth).join('\n'))
  out(bulletList(published.notes, width))
  out(wrapText(published.explanation, width))
}

function section(title: string, texts: readonly string[], { out, bold, width }: Terminal): void {
  if (texts.length > 0) out(`\n${bold(title)}\n${bulletList(texts, width)}`)
}
