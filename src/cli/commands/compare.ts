import { printComparison } from '../comparison-page.ts'
import { EXIT } from '../exit-code.ts'
import { findExperiments } from '../find-experiment.ts'
import { printJson } from '../json-output.ts'
import { readSelection, type SelectionOptions } from '../read-selection.ts'
import { printReport } from '../report.ts'
import type { Session } from '../session.ts'
import { terminal } from '../terminal.ts'

export type CompareOptions = SelectionOptions & { json?: boolean }

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
  const ids = experiments.map(({ id }) => id)
  if (json !== true && ids.length === 1 && Object.keys(options).length === 0) {
    printReport(await api.call('experiments.record', { id: ids[0]! }), terminal)
    return EXIT.ok
  }
  const summary = await api.call('compare.summary', readSelection(ids, options))
  if (json === true) printJson(summary)
  else printComparison(summary, terminal)
  return EXIT.ok
}
