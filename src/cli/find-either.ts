import type { HostApi } from '../contract/host.ts'
import type { ExperimentSummary, RunSummary } from '../contract/host-answers.ts'
import { experimentLine, findExperiment } from './find-experiment.ts'
import { findRun, runLine } from './find-run.ts'
import { onlyOne } from './named.ts'

export type Named = { kind: 'experiment'; experiment: ExperimentSummary } | { kind: 'run'; run: RunSummary }

/**
 * The experiment or run that is meant; with an experiment to look in, the run.
 * @throws WorkbenchError `not-found` when there is neither, `bad-input` with the candidates when there are several
 */
export async function findEither(api: HostApi, name: string, within?: string): Promise<Named> {
  if (within !== undefined) return { kind: 'run', run: await findRun(api, name, within) }
  const experiments = await api.call('experiments.find', { text: name })
  const runs = await api.call('runs.find', { text: name })
  const one = onlyOne<(ExperimentSummary | RunSummary) & { line: string }>(
    name,
    [
      ...experiments.map((one) => ({ ...one, line: experimentLine(one) })),
      ...runs.map((one) => ({ ...one, line: runLine(one) })),
    ],
    ({ line }) => line,
  )
  if (one === null) return { kind: 'experiment', experiment: await findExperiment(api, name, 'either') }
  return 'experimentId' in one ? { kind: 'run', run: one } : { kind: 'experiment', experiment: one }
}
