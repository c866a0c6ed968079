import { resolve } from 'node:path'
import type { ExperimentRecord } from '../contract/experiment-record.ts'
import type { HostApi } from '../contract/host.ts'
import type { ExperimentSummary } from '../contract/host-answers.ts'
import { writeResults } from '../host/results-file.ts'
import { EXIT } from './exit-code.ts'
import { invocation } from './invocation.ts'
import { printJson } from './json-output.ts'
import { shortId } from './named.ts'
import {
  requireNew,
  requireReportPlace,
  requireWritable,
  usualReportFile,
  usualResultsFile,
} from './output-file.ts'
import { readSelection } from './read-selection.ts'
import { printReport } from './report.ts'
import type { Session } from './session.ts'
import { terminal } from './terminal.ts'
import type { Trained } from './train.ts'
import { writeReport } from './write-report.ts'

/** What is to be made of an experiment once it is trained; `out` or `report` alone is a file of the usual name. */
export type ConclusionOptions = { json?: boolean; out?: string | true; report?: string | true }

/** @throws WorkbenchError before anything is trained when a file could not be written afterwards */
export async function checkFiles({ out, report }: ConclusionOptions): Promise<void> {
  if (out === true) await requireWritable(usualResultsFile({ name: '', id: '' }))
  else if (out !== undefined) await requireNew(out, '--out')
  if (report !== undefined)
    await requireReportPlace(report === true ? usualReportFile({ name: '', id: '' }) : report, '--report')
}

/** Prints the comparison, writes the files that are wanted and says how to go on. @returns the exit code */
export async function conclude(
  session: Session,
  { experiment, wasStopped }: Trained,
  options: ConclusionOptions,
): Promise<number> {
  const { id, runs } = experiment
  const { json, out } = options
  const record = await session.api.call('experiments.record', { id, series: out !== undefined })
  if (json === true) printJson(await session.api.call('compare.summary', readSelection([id], {})))
  else if (record.runs.some(({ result }) => result !== null)) printReport(record, terminal)
  const areWritten = await writeFiles(session, id, record, options)
  sayHowToGoOn(session, experiment, runs.stopped + runs.failed + runs.interrupted > 0)
  if (wasStopped) return EXIT.interrupted
  return areWritten && !hasFailed(record) ? EXIT.ok : EXIT.failed
}

/** The comparison is still worth printing when a file can't be written, for a full disk say. */
async function writeFiles(
  { api }: Session,
  id: string,
  record: ExperimentRecord,
  { out, report }: ConclusionOptions,
): Promise<boolean> {
  const files = [
    ...(out === undefined ? [] : [resultsFile(id, record, out)]),
    ...(report === undefined ? [] : [reportFile(api, id, record, report)]),
  ]
  let areWritten = true
  for (const { what, file, write } of files) {
    try {
      await write()
      terminal.err(`\n${what} is in ${resolve(file)}`)
    } catch (error) {
      areWritten = false
      terminal.err(`\n${file} could not be written: ${(error as Error).message}`)
    }
  }
  return areWritten
}

function resultsFile(id: string, record: ExperimentRecord, out: string | true) {
  const file = out === true ? usualResultsFile({ name: record.name, id }) : out
  return { what: 'Every step of every run', file, write: () => writeResults(file, record) }
}

function reportFile(api: HostApi, id: string, record: ExperimentRecord, report: string | true) {
  const file = report === true ? usualReportFile({ name: record.name, id }) : report
  return {
    what: 'The report',
    file,
    write: () => writeReport(api, file, { selection: { experimentIds: [id] } }),
  }
}

function sayHowToGoOn(
  { database }: Session,
  { id, trashedAt }: ExperimentSummary,
  isIncomplete: boolean,
): void {
  const command = (words: string): string => `  ${invocation(words, database)}`
  const short = shortId(id)
  terminal.err(`\nExperiment ${id}${trashedAt === null ? '' : ', which was moved to the trash meanwhile'}`)
  if (trashedAt !== null) terminal.err(`${command(`restore ${short}`)}  (first)`)
  if (isIncomplete) terminal.err(`${command(`resume ${short}`)}  (goes on where it stopped)`)
  terminal.err([`show ${short}`, `report ${short}`].map(command).join('\n'))
}

/** A run that failed, or that came to its end but whose final checkpoint is lost. */
function hasFailed({ runs }: ExperimentRecord): boolean {
  return runs.some(({ outcome, result, checkpoint, reason }) => {
    return outcome === 'failed' || (result !== null && checkpoint === null && reason !== null)
  })
}
