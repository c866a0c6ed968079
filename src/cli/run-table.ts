import type { RunSummary } from '../contract/host-answers.ts'
import { numberText } from '../domain/number-text.ts'
import { percentText } from '../domain/table-text.ts'
import { shortId } from './named.ts'
import { tableLines, type Column } from './table.ts'
import { trainedText } from '../domain/duration-text.ts'

/** A line for each run of an experiment: where it is in the grid, how far it is, what it came to. */
export function runTable(runs: readonly RunSummary[], width: number): string[] {
  const severalRates = new Set(runs.map(({ learningRate }) => learningRate)).size > 1
  const columns: Column[] = [
    { title: 'Run', align: 'left' },
    { title: 'Arm', align: 'left' },
    { title: 'Batch', align: 'right' },
    ...(severalRates ? [{ title: 'Rate', align: 'right' } as const] : []),
    { title: 'Seed', align: 'right' },
    { title: 'Status', align: 'left' },
    { title: 'Steps', align: 'right' },
    { title: 'Test acc. %', align: 'right' },
    { title: 'Test loss', align: 'right', isOptional: true },
    { title: 'Time', align: 'right', isOptional: true },
  ]
  const rows = runs.map((run) => [
    shortId(run.id),
    run.role === 'preparation' ? `${run.arm} (to start others from)` : run.arm,
    String(run.batchSize),
    ...(severalRates ? [String(run.learningRate)] : []),
    String(run.seed),
    runStatusText(run),
    stepsText(run),
    percentText(run.finalTestAccuracy),
    run.finalTestLoss === null ? '–' : run.finalTestLoss.toFixed(4),
    trainedText(run.secondsTrained),
  ])
  return tableLines(columns, rows, width)
}

/** Done is not learned, and a later attempt is worth knowing of. */
export function runStatusText({ status, outcome, attempt }: RunSummary): string {
  const what = outcome === 'did not learn' ? 'did not learn' : status
  return attempt > 1 ? `${what} (attempt ${attempt})` : what
}

function stepsText({ stepsDone, totalSteps }: RunSummary): string {
  return stepsDone === totalSteps
    ? numberText(totalSteps)
    : `${numberText(stepsDone)}/${numberText(totalSteps)}`
}
