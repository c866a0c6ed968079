import type { ExperimentSummary, RunCounts } from '../contract/host-answers.ts'
import { durationText } from '../domain/duration-text.ts'
import { shortId } from './named.ts'
import { tableLines, type Column } from './table.ts'
import { shortened } from './text.ts'
import { ageText } from './time-text.ts'

const LONGEST_NAME = 48

const columns: Column[] = [
  { title: 'Id', align: 'left' },
  { title: 'Name', align: 'left' },
  { title: 'Status', align: 'left' },
  { title: 'Runs', align: 'right' },
  { title: 'Age', align: 'right' },
  { title: 'Data', align: 'left', isOptional: true },
  { title: 'Tags', align: 'left', isOptional: true },
]

/** A line for each experiment: what it is, how far it is, how old. */
export function experimentTable(
  experiments: readonly ExperimentSummary[],
  width: number,
  now: number,
): string[] {
  const rows = experiments.map((experiment) => [
    shortId(experiment.id),
    width === Infinity ? experiment.name : shortened(experiment.name, LONGEST_NAME),
    statusText(experiment),
    runsText(experiment.runs),
    ageText(experiment.createdAt, now),
    experiment.dataset,
    experiment.tags.join(', '),
  ])
  return tableLines(columns, rows, width)
}

/** “running, 42 %, 3 min left”; what is not in training needs one word. */
export function statusText({ status, share, secondsLeft }: ExperimentSummary): string {
  const begun = status === 'running' || status === 'paused' ? [`${Math.floor(100 * share)} %`] : []
  const left = secondsLeft === null ? [] : [`${durationText(secondsLeft)} left`]
  return [status, ...begun, ...left].join(', ')
}

/** Runs that came to an end of their own, of all: “48/50”. */
function runsText(runs: RunCounts): string {
  return `${runs.done + runs.diverged}/${Object.values(runs).reduce((sum, count) => sum + count, 0)}`
}
