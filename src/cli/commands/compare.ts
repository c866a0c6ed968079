import type { CompareSummary } from '../../contract/compare.ts'
import type { HostInput } from '../../contract/host.ts'
import { printComparison } from '../comparison-page.ts'
import { EXIT } from '../exit-code.ts'
import { findExperiments } from '../find-experiment.ts'
import { printJson } from '../json-output.ts'
import { readMetric, readShare } from '../read-choices.ts'
import { readSelection, type SelectionOptions } from '../read-selection.ts'
import { printReport } from '../report.ts'
import { resultsAnswer } from '../results-json.ts'
import type { Session } from '../session.ts'
import { terminal } from '../terminal.ts'

export type CompareOptions = SelectionOptions & { metric?: string; target?: string; json?: boolean }

/**
 * Prints the comparison over the runs so far: all that is known of one experiment, or what several have in common, or
 * what the options leave of them. @returns the exit code
 */
export async function compareCommand(
  { api }: Session,
  names: readonly string[],
  { json, ...options }: CompareOptions,
): Promise<number> {
  const experiments = await findExperiments(api, names)
  const [first] = experiments
  if (experiments.length === 1 && Object.keys(options).length === 0) {
    const record = await api.call('experiments.record', { id: first!.id })
    if (json === true) printJson(resultsAnswer(first!.id, record))
    else printReport(record, terminal)
    return EXIT.ok
  }
  const question = questionOf(
    experiments.map(({ id }) => id),
    options,
  )
  const summary: CompareSummary = await api.call('compare.summary', question)
  if (json === true) printJson(summary)
  else printComparison(summary, terminal)
  return EXIT.ok
}

function questionOf(
  experimentIds: string[],
  { metric, target, ...selection }: Omit<CompareOptions, 'json'>,
): HostInput<'compare.summary'> {
  return {
    ...readSelection(experimentIds, selection),
    ...(metric !== undefined && { metric: readMetric(metric) }),
    ...(target !== undefined && { target: readShare('--target', target) }),
  }
}
