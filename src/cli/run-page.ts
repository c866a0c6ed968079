import type { Evaluation, RunDetail } from '../contract/host-answers.ts'
import type { Scores } from '../contract/trainer.ts'
import { trainedText } from '../domain/duration-text.ts'
import { libraryVersions } from '../domain/library-versions.ts'
import { numberText, rateText } from '../domain/number-text.ts'
import { runName } from '../domain/run-name.ts'
import { percentText } from '../domain/table-text.ts'
import { factLines } from './facts.ts'
import { runStatusText } from './run-table.ts'
import { sizeText } from '../domain/size-text.ts'
import { tableLines } from './table.ts'
import type { Terminal } from './terminal.ts'
import { localTime } from './time-text.ts'

/** Prints a run: how it went, what it scored, which images it took for which, where its checkpoints are. */
export function printRun(run: RunDetail, experiment: string, terminal: Terminal): void {
  const { out, bold, width, tableWidth } = terminal
  const { evaluations, result, checkpoints } = run
  out(bold(runName(run)))
  out(factLines([['Experiment', experiment], ...facts(run)], width))
  if (evaluations.length > 0)
    out(`\n${bold('Test scores in training')}\n${evaluationTable(evaluations, tableWidth)}`)
  if (result !== null) {
    out(`\n${bold('Final test scores, by what batch normalization takes its statistics from')}`)
    out(resultTable(result, tableWidth))
    out(`\n${bold('Images of each class (rows), by the class they were taken for (columns)')}`)
    out(confusionTable(result.confusion, tableWidth))
  }
  if (checkpoints.length > 0) {
    out(`\n${bold('Checkpoints')}`)
    for (const { step, bytes, file } of checkpoints)
      out(`step ${numberText(step)}, ${sizeText(bytes)}: ${file}`)
  }
}

function facts(run: RunDetail): [string, string][] {
  const { startedAt, endedAt, backend, environment, reason } = run
  return [
    ['Id', run.id],
    ['Content key', run.key],
    ['Status', runStatusText(run) + (reason === null ? '' : `: ${reason}`)],
    ['Learning rate', rateText(run.learningRate)],
    [
      'Steps',
      `${numberText(run.stepsDone)} of ${numberText(run.totalSteps)}, ${numberText(run.stepsPerEpoch)} an epoch`,
    ],
    ['Trained', trainedText(run.secondsTrained)],
    ...(startedAt === null ? [] : [['Started', localTime(startedAt)] satisfies [string, string]]),
    ...(endedAt === null ? [] : [['Ended', localTime(endedAt)] satisfies [string, string]]),
    ...(backend === null
      ? []
      : [['Backend', `${backend.name}: ${backend.reason}`] satisfies [string, string]]),
    ...(environment === null ? [] : environmentFacts(environment)),
  ]
}

function environmentFacts(environment: NonNullable<RunDetail['environment']>): [string, string][] {
  const { product, platform, processor, cores, versions } = environment
  const commit = product.commit === null ? '' : ` (${product.commit})`
  const libraries = libraryVersions(versions).map((library) => library.join(' '))
  return [
    ['Machine', `${processor}, ${cores} cores, ${platform}`],
    ['Versions', [`BatchNorm Workbench ${product.version}${commit}`, ...libraries].join(', ')],
  ]
}

function evaluationTable(evaluations: readonly Evaluation[], width: number): string {
  const columns = ['Epoch', 'Step', 'Test acc. %', 'Test loss', 'Train acc. %', 'Train loss'].map((title) => {
    return { title, align: 'right' } as const
  })
  const rows = evaluations.map(({ epoch, step, test, train }) => {
    return [numberText(epoch), numberText(step), ...scoreTexts(test), ...scoreTexts(train)]
  })
  return tableLines(columns, rows, width).join('\n')
}

function resultTable({ running, precise, batch }: NonNullable<RunDetail['result']>, width: number): string {
  const columns = [
    { title: 'Statistics', align: 'left' },
    { title: 'Test acc. %', align: 'right' },
    { title: 'Test loss', align: 'right' },
  ] as const
  const modes = [
    ['running, as in use', running],
    ['estimated again over the training images', precise],
    ['of the evaluated batch', batch],
  ] as const
  const rows = modes.flatMap(([name, scores]) => (scores === null ? [] : [[name, ...scoreTexts(scores)]]))
  return tableLines(columns, rows, width).join('\n')
}

function scoreTexts(scores: Scores | null): [string, string] {
  return scores === null ? ['–', '–'] : [percentText(scores.accuracy), scores.loss.toFixed(4)]
}

function confusionTable(confusion: Int32Array, width: number): string {
  const classes = Math.sqrt(confusion.length)
  const names = Array.from({ length: classes }, (_, index) => String(index))
  const columns = ['', ...names].map((title) => ({ title, align: 'right' }) as const)
  const rows = names.map((name, row) => {
    return [name, ...Array.from(confusion.subarray(row * classes, (row + 1) * classes), String)]
  })
  return tableLines(columns, rows, width).join('\n')
}
