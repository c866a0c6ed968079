import { WorkbenchError } from '../contract/errors.ts'
import type { HostApi } from '../contract/host.ts'
import type { RunSummary } from '../contract/host-answers.ts'
import { runName } from '../domain/run-name.ts'
import { findExperiment } from './find-experiment.ts'
import { onlyOne } from './named.ts'

/**
 * The run that is meant by its id or a beginning of it of four characters or more; within an experiment also by
 * `arm/batch size/seed`.
 * @param experiment as `findExperiment` takes it
 * @throws WorkbenchError `not-found` when there is none, `bad-input` with the candidates when there are several
 */
export async function findRun(api: HostApi, name: string, experiment?: string): Promise<RunSummary> {
  const within = experiment === undefined ? {} : { experimentId: (await findExperiment(api, experiment)).id }
  const one = onlyOne(name, await api.call('runs.find', { text: name, ...within }), runLine)
  if (one !== null) return one
  throw new WorkbenchError(
    'not-found',
    experiment === undefined
      ? `There is no run "${name}". It is named by its id or four or more of the id's first characters; with --experiment also by arm/batch size/seed.`
      : `There is no run "${name}" in the experiment "${experiment}"; bnw show ${experiment} lists them.`,
  )
}

/** A run in a line, beside its id. */
export function runLine(run: RunSummary): string {
  return `${runName(run)}, learning rate ${run.learningRate}, ${run.status}`
}
