import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { WorkbenchError } from '../../contract/errors.ts'
import type { ExperimentRecord } from '../../contract/experiment-record.ts'
import { countText } from '../../domain/number-text.ts'
import { runName } from '../../domain/run-name.ts'
import { writeAtomically } from '../../host/atomic-file.ts'
import { writeResults } from '../../host/results-file.ts'
import { EXIT } from '../exit-code.ts'
import { findExperiment } from '../find-experiment.ts'
import { findRun } from '../find-run.ts'
import { requireNew, requireWritable } from '../output-file.ts'
import { evaluationsCsv, runsCsv, seriesCsv } from '../record-csv.ts'
import type { Session } from '../session.ts'
import { terminal } from '../terminal.ts'

export type ExportOptions = { json?: string; csv?: string; pytorch?: string; experiment?: string }

const tables = { 'runs.csv': runsCsv, 'series.csv': seriesCsv, 'evaluations.csv': evaluationsCsv }

/** Writes an experiment as JSON or as tables, or a run as a folder that replays it in PyTorch. @returns the exit code */
export async function exportCommand(session: Session, name: string, options: ExportOptions): Promise<number> {
  const { json, csv, pytorch } = options
  if ([json, csv, pytorch].filter((form) => form !== undefined).length === 0)
    throw new WorkbenchError(
      'bad-input',
      'Say what to write: --json FILE or --csv DIR of an experiment, --pytorch DIR of a run.',
    )
  if (pytorch !== undefined && (json ?? csv) !== undefined)
    throw new WorkbenchError(
      'bad-input',
      '--pytorch is for a run, --json and --csv are for an experiment: write one at a time.',
    )
  if (pytorch !== undefined) await exportRun(session, name, { ...options, pytorch })
  else await exportExperiment(session, name, options)
  return EXIT.ok
}

async function exportExperiment({ api }: Session, name: string, { json, csv }: ExportOptions): Promise<void> {
  const { id } = await findExperiment(api, name)
  if (json !== undefined) await requireNew(json, '--json')
  if (csv !== undefined) await requireNoTables(csv)
  const record = await api.call('experiments.record', { id, series: true })
  if (json !== undefined) {
    await writeResults(json, record)
    terminal.out(`Every step of ${countText(record.runs.length, 'run')} is in ${resolve(json)}`)
  }
  if (csv !== undefined) await writeTables(csv, record)
}

async function requireNoTables(folder: string): Promise<void> {
  for (const name of Object.keys(tables)) {
    const file = join(folder, name)
    if (existsSync(file))
      throw new WorkbenchError('conflict', `${file} exists already; --csv must name another folder.`)
    await requireWritable(file)
  }
}

async function writeTables(folder: string, record: ExperimentRecord): Promise<void> {
  for (const [file, lines] of Object.entries(tables)) {
    await writeAtomically(join(folder, file), inPieces(lines(record)))
    terminal.out(resolve(folder, file))
  }
}

/** Lines by the thousand: a write for each one would take most of the time. */
function* inPieces(lines: Iterable<string>): Generator<string> {
  let piece: string[] = []
  for (const line of lines) {
    piece.push(line)
    if (piece.length < 1000) continue
    yield piece.join('')
    piece = []
  }
  yield piece.join('')
}

async function exportRun(
  { api }: Session,
  name: string,
  { experiment, pytorch }: ExportOptions & { pytorch: string },
): Promise<void> {
  const { id } = await findRun(api, name, experiment)
  const { run, files } = await api.call('runs.exportPytorch', { id, directory: resolve(pytorch) })
  terminal.out(`${runName(run)} (${run.id}) as ${countText(files.length, 'file')}.`)
  terminal.out(`Replay it where Python has torch and numpy: cd ${pytorch} && python replay.py`)
}
