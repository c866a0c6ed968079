import { EXIT } from '../exit-code.ts'
import { findExperiment } from '../find-experiment.ts'
import { printJson } from '../json-output.ts'
import { printReport } from '../report.ts'
import { resultsAnswer } from '../results-json.ts'
import type { Session } from '../session.ts'
import { terminal } from '../terminal.ts'

/** Prints the comparison over an experiment's runs so far. @returns the exit code */
export async function compareCommand(
  { api }: Session,
  name: string,
  { json }: { json?: boolean },
): Promise<number> {
  const { id } = await findExperiment(api, name)
  const record = await api.call('experiments.record', { id })
  if (json === true) printJson(resultsAnswer(id, record))
  else printReport(record, terminal)
  return EXIT.ok
}
