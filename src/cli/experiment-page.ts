import type { ExperimentDetail, RunSummary } from '../contract/host-answers.ts'
import { RunStatus } from '../contract/call-parts.ts'
import { originWords } from '../contract/origin-words.ts'
import { countText } from '../domain/number-text.ts'
import { designRows } from '../domain/design-rows.ts'
import { statusText } from './experiment-table.ts'
import { factLines } from './facts.ts'
import { runTable } from './run-table.ts'
import type { Terminal } from './terminal.ts'
import { bulletList, wrapText } from './text.ts'
import { ageText, localTime } from './time-text.ts'

/** Prints an experiment: where it stands, its design in words, its runs, and what is written about it. */
export function printExperiment(
  experiment: ExperimentDetail,
  { total, runs }: { total: number; runs: readonly RunSummary[] },
  terminal: Terminal,
): void {
  const { out, bold, width, tableWidth } = terminal
  out(bold(experiment.name))
  out(factLines(standing(experiment), width))
  out(`\n${bold('What was asked')}`)
  out(factLines(designRows({ spec: experiment.spec, dataset: experiment.datasetInfo }), width))
  out(`\n${bold('Runs')}`)
  out(runTable(runs, tableWidth).join('\n'))
  if (runs.length < total) out(`${runs.length} of ${total}; --limit ${total} shows all`)
  if (experiment.notes !== '') out(`\n${bold('Notes')}\n${wrapText(experiment.notes, width)}`)
  if (experiment.fairnessNotes.length > 0)
    out(`\n${bold('About the design')}\n${bulletList(experiment.fairnessNotes, width)}`)
}

function standing(experiment: ExperimentDetail): [string, string][] {
  const { id, createdAt, trashedAt, preset, tags, looks, runs, origin } = experiment
  const counts = RunStatus.options.filter((status) => runs[status] > 0)
  return [
    ['Id', id],
    ['Status', statusText(experiment)],
    ['Runs', counts.map((status) => `${runs[status]} ${status}`).join(', ')],
    [
      origin === null ? 'Made' : 'Taken in',
      `${localTime(createdAt)} (${ageText(createdAt, Date.now())} ago)`,
    ],
    ...(origin === null ? [] : [['Imported', originWords(origin)] satisfies [string, string]]),
    ...(preset === null ? [] : [['Preset', preset] satisfies [string, string]]),
    ...(tags.length === 0 ? [] : [['Tags', tags.join(', ')] satisfies [string, string]]),
    ...(looks === 1 ? [] : [['Looks', countText(looks, 'look')] satisfies [string, string]]),
    ...(trashedAt === null
      ? []
      : [['In the trash', `since ${localTime(trashedAt)}`] satisfies [string, string]]),
  ]
}
