import { WorkbenchError } from '../../contract/errors.ts'
import type { RunSummary } from '../../contract/host-answers.ts'
import { conclude, type ConclusionOptions } from '../conclude.ts'
import { findExperiment } from '../find-experiment.ts'
import { findRun } from '../find-run.ts'
import type { Session } from '../session.ts'
import { terminal } from '../terminal.ts'
import { train } from '../train.ts'
import { countText } from '../../domain/number-text.ts'

export type RetryOptions = ConclusionOptions & { experiment?: string }

/** Trains runs again from the start: those that are named, or all of an experiment that failed. @returns the exit code */
export async function retryCommand(
  session: Session,
  names: readonly string[],
  options: RetryOptions,
): Promise<number> {
  const { api } = session
  const runs =
    names.length > 0 ? await namedRuns(session, names, options) : await failedRuns(session, options)
  const [first] = runs
  if (first === undefined) throw new WorkbenchError('not-found', 'No run of this experiment has failed.')
  if (runs.some(({ experimentId }) => experimentId !== first.experimentId))
    throw new WorkbenchError(
      'bad-input',
      'These runs are of several experiments; name those of one at a time.',
    )
  const { ids } = await api.call('runs.retry', { ids: runs.map(({ id }) => id) })
  terminal.err(`${countText(ids.length, 'run')} trained again from the start\n`)
  return conclude(session, await train(session, first.experimentId), options)
}

async function namedRuns(
  { api }: Session,
  names: readonly string[],
  { experiment }: RetryOptions,
): Promise<RunSummary[]> {
  const runs = new Map<string, RunSummary>()
  for (const name of names) {
    const run = await findRun(api, name, experiment)
    runs.set(run.id, run)
  }
  return [...runs.values()]
}

async function failedRuns({ api }: Session, { experiment }: RetryOptions): Promise<RunSummary[]> {
  if (experiment === undefined)
    throw new WorkbenchError('bad-input', 'Name runs, or with --experiment the experiment whose failed ones.')
  const { id } = await findExperiment(api, experiment)
  const { runs } = await api.call('runs.list', { experimentId: id, statuses: ['failed'], limit: 1000 })
  return runs
}
