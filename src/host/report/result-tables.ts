import type { Cell, Metric } from '../../domain/compared-run.ts'
import { sampleOf, summarize, type SummaryCell } from '../../domain/result-summary.ts'
import * as text from '../../domain/table-text.ts'
import type { VerdictLine } from '../../domain/verdict-line.ts'
import { unitOf } from '../../domain/wording.ts'
import { comparedRuns } from '../compare-record.ts'
import { lastEpochLoss } from '../last-epoch-loss.ts'
import { armName } from './arm-look.ts'
import { cellColumns, cellParts } from './cell-columns.ts'
import { dataTable, type TableColumn } from './data-table.ts'
import { markup, type Markup, type Part } from './markup.ts'
import { METRIC_UNITS } from './metric-units.ts'
import { byBatchSize, lookOf, type ReportContext } from './report-context.ts'
import { decisionBadge } from './verdict-section.ts'

/** Table 1: each arm's final results; table 2: the paired differences and their tests. */
export function resultSection(context: ReportContext): Markup | null {
  if (context.cells.length === 0) return null
  const hasDifferences = (context.verdict?.lines.length ?? 0) > 0
  return markup`<section aria-labelledby="results"><h2 id="results">Results</h2>
${resultTable(context)}
${hasDifferences ? differenceTable(context) : null}</section>`
}

function resultTable(context: ReportContext): Markup {
  const { record, target } = context
  const { metric } = context.question
  const columns: TableColumn[] = [
    ...cellColumns(context),
    { title: 'N', isNumber: true },
    { title: METRIC_UNITS[metric].value, isNumber: true },
    { title: '95 % interval', isNumber: true },
    { title: 'Training loss, last epoch', isNumber: true },
    ...(target === null
      ? []
      : [{ title: `Steps to ${Number((100 * target).toFixed(4))} %`, isNumber: true }]),
    { title: 'Runs' },
  ]
  const finalText = (value: number | null) => text.finalText(metric, value)
  const rows = byBatchSize(summarize(comparedRuns(record))).map((cell): Part[] => {
    const { n, mean, interval } = sampleOf(cell, metric)
    return [
      ...namedParts(context, cell),
      n,
      markup`<b>${finalText(mean)}</b>`,
      text.intervalText(interval, finalText),
      text.lossText(lastEpochLoss(record, cell), cell, metric),
      ...(target === null ? [] : [text.stepsText(cell, metric)]),
      outcomeText(cell),
    ]
  })
  return dataTable(
    `Table 1. Final ${metric} in evaluation mode, and mean training loss of the last epoch in nats`,
    columns,
    rows,
  )
}

function differenceTable(context: ReportContext): Markup {
  const { lines } = context.verdict!
  const { metric } = context.question
  const isFamily = lines.length > 1
  const columns: TableColumn[] = [
    ...cellColumns(context),
    { title: 'Pairs', isNumber: true },
    { title: METRIC_UNITS[metric].difference, isNumber: true },
    { title: '95 % interval', isNumber: true },
    ...(isFamily ? [{ title: `All ${lines.length} together`, isNumber: true }] : []),
    { title: 'p', isNumber: true },
    ...(isFamily ? [{ title: 'p (Holm)', isNumber: true }] : []),
    { title: 'd_z', isNumber: true },
    { title: 'Wilcoxon p', isNumber: true },
    { title: 'Verdict' },
  ]
  const rows = byBatchSize(lines).map((line) => [
    ...namedParts(context, line),
    ...lineParts(line, metric, isFamily),
  ])
  return dataTable(
    `Table 2. Difference in final ${metric} from ${context.comparison!.baselineArm}, paired by seed, in ${unitOf(metric)}`,
    columns,
    rows,
  )
}

function lineParts(line: VerdictLine, metric: Metric, isFamily: boolean): Part[] {
  const differenceText = (value: number | null) => text.differenceText(metric, value)
  return [
    line.n,
    markup`<b>${differenceText(line.difference)}</b>`,
    text.intervalText(line.interval, differenceText),
    ...(isFamily ? [text.intervalText(line.simultaneousInterval, differenceText)] : []),
    text.pText(line.p),
    ...(isFamily ? [text.pText(line.adjustedP)] : []),
    text.effectText(line.effectSize),
    text.pText(line.wilcoxonP),
    decisionBadge(line.decision),
  ]
}

function namedParts(context: ReportContext, place: Cell & { arm: string }): Part[] {
  return cellParts(context, place, armName(lookOf(context, place.arm), place.arm))
}

function outcomeText({ outcomes }: SummaryCell): string {
  return Object.entries(outcomes)
    .map(([outcome, count]) => `${count} ${outcome}`)
    .join(', ')
}
