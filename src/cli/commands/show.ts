import { EXIT } from '../exit-code.ts'
import { printExperiment } from '../experiment-page.ts'
import { findEither } from '../find-either.ts'
import { printJson } from '../json-output.ts'
import { readNumber } from '../read-choices.ts'
import { printRun } from '../run-page.ts'
import type { Session } from '../session.ts'
import { terminal } from '../terminal.ts'

export type ShowOptions = { experiment?: string; limit: string; json?: boolean }

/** Prints an experiment or a run, one in the trash too. @returns the exit code */
export async function showCommand(session: Session, name: string, options: ShowOptions): Promise<number> {
  const limit = readNumber('--limit', options.limit, 1)
  const found = await findEither(session.api, name, options.experiment)
  if (found.kind === 'run') await showRun(session, found.run.id, options)
  else await showExperiment(session, found.experiment.id, limit, options)
  return EXIT.ok
}

async function showExperiment(
  { api }: Session,
  id: string,
  limit: number,
  { json }: ShowOptions,
): Promise<void> {
  const experiment = await api.call('experiments.get', { id })
  const page = await api.call('runs.list', { experimentId: id, limit })
  if (json === true) printJson({ ...experiment, runTotal: page.total, runList: page.runs })
  else printExperiment(experiment, page, terminal)
}

async function showRun({ api }: Session, id: string, { json }: ShowOptions): Promise<void> {
  const run = await api.call('runs.get', { id })
  if (json === true) {
    printJson(run)
    return
  }
  const { name } = await api.call('experiments.get', { id: run.experimentId })
  printRun(run, `${name} (${run.experimentId})`, terminal)
}
