import { findPreset } from '../domain/presets.ts'
import { verdict, type Verdict } from '../domain/verdict.ts'
import { compareRecord } from '../host/compare-record.ts'
import type { ExperimentRecord } from '../contract/experiment-record.ts'
import { publishedNotes, publishedTable } from './published-table.ts'
import { differenceTable, resultTable } from './result-table.ts'
import { runName } from './run-name.ts'
import type { Terminal } from './terminal.ts'
import { bulletList, durationText, wrapText } from './text.ts'

/** How many runs that share a trouble are named. */
const MOST_NAMED = 3

/** The verdict on an experiment's record; null where there is nothing to compare. */
export function verdictOf(record: ExperimentRecord): Verdict | null {
  const comparison = compareRecord(record)
  return comparison && verdict(comparison)
}

/** Prints the comparison: the tables, the verdict in words, and all that must be known beside it. */
export function printReport(record: ExperimentRecord, terminal: Terminal): void {
  const { out, bold, width } = terminal
  out(
    `${bold(record.name)}  ${record.runs.length} runs in ${durationText(record.seconds)} on ${record.dataset.name}\n`,
  )
  out(bold('Final test accuracy in evaluation mode, and mean training loss of the last epoch'))
  out(resultTable(record, width).join('\n'))
  const judged = verdictOf(record)
  if (judged !== null) printVerdict(judged, terminal)
  printPublished(record, terminal)
  if (judged !== null) section('Notes', judged.notes, terminal)
  section('About the design', record.fairnessNotes, terminal)
  section('Runs that did not go as planned', troubles(record), terminal)
}

function printVerdict({ lines, question, summary }: Verdict, { out, bold, width }: Terminal): void {
  out('')
  if (lines.length > 0) {
    out(bold('Difference to the baseline arm, paired by seed'))
    out(`${differenceTable(lines, width).join('\n')}\n`)
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

function printPublished(record: ExperimentRecord, terminal: Terminal): void {
  const preset = record.preset === null ? undefined : findPreset(record.preset)
  if (preset === undefined) return
  const { out, bold, width } = terminal
  const lines = publishedTable(preset, record, width)
  if (lines.length === 0) return
  out(`\n${bold('Mean training loss by epoch, as published and here')}`)
  out(lines.join('\n'))
  out(bulletList(publishedNotes(preset, record), width))
  out(wrapText(preset.explanation, width))
}

function section(title: string, texts: readonly string[], { out, bold, width }: Terminal): void {
  if (texts.length > 0) out(`\n${bold(title)}\n${bulletList(texts, width)}`)
}

/** Runs that failed, were stopped, or needed a second try, those of one reason together. */
function troubles({ runs }: ExperimentRecord): string[] {
  const troubled = runs.filter(
    ({ outcome, reason }) => ['failed', 'stopped'].includes(outcome) || reason !== null,
  )
  const groups = Map.groupBy(
    troubled,
    ({ outcome, reason }) => `${outcome}${reason === null ? '' : `: ${reason}`}`,
  )
  return [...groups].map(([what, members]) => {
    const named = members.slice(0, MOST_NAMED).map(runName).join('; ')
    const others = members.length > MOST_NAMED ? ` and ${members.length - MOST_NAMED} others` : ''
    return `${named}${others}: ${what}`
  })
}
