import { dirname, join } from 'node:path'
import { WorkbenchError } from '../contract/errors.ts'
import { readDataset } from '../datasets/prepared.ts'
import { expandGrid } from '../domain/grid.ts'
import { parseSpec } from '../domain/parse-spec.ts'
import { problemsText } from '../domain/spec-problem.ts'
import type { Spec } from '../domain/spec.ts'
import { readCheckpoint } from './checkpoint-file.ts'
import { openFromLibrary } from './dataset-library.ts'
import type { ExperimentRecord, RunRecord } from '../contract/experiment-record.ts'
import { findRun } from './find-run.ts'
import { exportPytorch } from './pytorch-export.ts'
import { readResults } from './results-file.ts'
import { weightsOf } from './train-job.ts'

export type ExportRequest = {
  /** Where data sets are kept. */
  home: string
  resultsFile: string
  /** As `findRun` takes it. */
  run: string
  directory: string
}

/**
 * Writes a folder that replays a run of a results file in PyTorch.
 * @returns the run, and the files written, relative to the folder
 * @throws WorkbenchError when the run, its data set or the weights it starts from cannot be had
 */
export async function exportRun(request: ExportRequest): Promise<{ run: RunRecord; files: string[] }> {
  const record = await readResults(request.resultsFile)
  const run = findRun(record, request.run)
  const opened = await openFromLibrary(request.home, record.spec.data.dataset)
  const planned = expandGrid(checkedSpec(record, request.resultsFile), opened.info).find(
    ({ key, arm }) => key === run.key && arm === run.arm,
  )
  if (planned === undefined) {
    throw new WorkbenchError(
      'conflict',
      `The data set "${opened.info.name}" or this version of the program differs from those of ${request.resultsFile}: ` +
        `run ${run.key} cannot be made again (data set then ${record.dataset.digest}, now ${opened.info.digest}).`,
    )
  }
  const startTensors = await startOf(run, record, request.resultsFile)
  const files = await exportPytorch({
    run: planned,
    dataset: readDataset(opened.folder),
    recorded: { loss: run.series.loss },
    directory: request.directory,
    ...(startTensors && { startTensors }),
  })
  return { run, files }
}

/** A results file may have been edited: its spec is held to all the rules again. */
function checkedSpec({ spec }: ExperimentRecord, resultsFile: string): Spec {
  const parsed = parseSpec(spec)
  if (parsed.ok) return parsed.spec
  throw new WorkbenchError(
    'bad-input',
    `The spec in ${resultsFile} is not valid.\n${problemsText(parsed.problems)}`,
  )
}

/** The final weights of the run that this one continues; null when it starts from fresh ones. */
async function startOf(run: RunRecord, record: ExperimentRecord, resultsFile: string) {
  if (run.parent === null) return null
  const file = record.runs.find(({ key }) => key === run.parent)?.checkpoint
  if (file === null || file === undefined)
    throw new WorkbenchError(
      'not-found',
      `The run ${run.parent}, whose weights this one starts from, has no checkpoint.`,
    )
  return weightsOf(await readCheckpoint(join(dirname(resultsFile), file)))
}
