import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { WorkbenchError } from '../../contract/errors.ts'
import type { ExportForm } from '../../contract/export-calls.ts'
import type { HostEvents } from '../../contract/host.ts'
import { fileName } from '../../domain/file-name.ts'
import { resultsText } from '../results-text.ts'
import { writeAtomically } from '../atomic-file.ts'
import type { CheckpointFiles } from '../checkpoint-files.ts'
import { productVersion } from '../environment.ts'
import { experimentRecord } from '../record/experiment-record.ts'
import type { Store } from '../store/open-store.ts'
import { bundleText } from './bundle-text.ts'
import { csvText } from './csv.ts'
import { parquetBytes } from './parquet.ts'
import { recordTables, type Table } from './record-tables.ts'

export type ExportSource = {
  store: Store
  files: CheckpointFiles
  onProgress: (hint: HostEvents['exports.progress']) => void
}

type Wanted = { id: string; form: ExportForm; checkpoints: boolean }
export type Pieces = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>
type Tell = (done: number, total: number) => void

/** Files to be made of an experiment; `isOne` where the user names the file, else the folder. */
export type ExportedFiles = { isOne: boolean; files: { name: string; content: () => Pieces }[] }

/**
 * The files that an experiment is exported as; what is in them is as it is when this is called, but for the bundle's,
 * which is as it is when its content is asked for.
 * @throws WorkbenchError `not-found`
 */
export function exportFiles(source: ExportSource, { id, form, checkpoints }: Wanted): ExportedFiles {
  const tell: Tell = (done, total) => source.onProgress({ id, form, done, total })
  const { name } = source.store.experiments.get(id)
  if (form === 'bundle') {
    const content = () => bundleText(source, id, { checkpoints }, tell)
    return { isOne: true, files: [{ name: `${fileName(name)}.bnw`, content }] }
  }
  const record = experimentRecord(source.store, id, 'steps')
  if (form === 'json')
    return {
      isOne: true,
      files: [
        {
          name: `${fileName(name)}.json`,
          content: () => told(resultsText(record), jsonRuns, record.runs.length, tell),
        },
      ],
    }
  const ids = { experiment: id, runs: source.store.runs.ofExperiment(id).map((run) => run.id) }
  return { isOne: false, files: tableFiles(recordTables(record, ids), form, tell) }
}

function tableFiles(
  tables: Readonly<Record<string, Table>>,
  form: 'csv' | 'parquet',
  tell: Tell,
): ExportedFiles['files'] {
  return Object.entries(tables).map(([name, table]) => ({
    name: `${name}.${form}`,
    content: () =>
      form === 'csv' ? told(csvText(table), csvRows, table.rows, tell) : parquetPieces(table, tell),
  }))
}

async function* parquetPieces(table: Table, tell: Tell): AsyncGenerator<Uint8Array> {
  const madeBy = `BatchNorm Workbench ${productVersion()}`
  yield await parquetBytes(table, madeBy, (done) => tell(done, table.rows))
}

const jsonRuns = (piece: string): number => Number(piece.startsWith('\n{'))
const csvRows = (piece: string): number => piece.split('\n').length - 1

/** The pieces, between which the host answers. @param worth of a piece, in the measure of the total */
async function* told(
  pieces: Iterable<string>,
  worth: (piece: string) => number,
  total: number,
  tell: Tell,
): AsyncGenerator<string> {
  let done = 0
  for (const piece of pieces) {
    yield piece
    done += worth(piece)
    tell(Math.min(done, total), total)
    await setImmediate()
  }
}

/**
 * Writes the files, each whole or not at all; what is there already is never written over.
 * @param to the file where there is one, else the folder
 * @throws WorkbenchError `conflict` before anything is written, `bad-input` when it can't be
 */
export async function writeFiles(
  { isOne, files }: ExportedFiles,
  to: string,
): Promise<{ file: string; bytes: number }[]> {
  const placed = files.map(({ name, content }) => ({ file: isOne ? to : join(to, name), content }))
  for (const { file } of placed)
    if (existsSync(file))
      throw new WorkbenchError(
        'conflict',
        `${file} exists already; name another ${isOne ? 'file' : 'folder'}.`,
      )
  const written: { file: string; bytes: number }[] = []
  for (const { file, content } of placed) {
    await writeAtomically(file, content()).catch((error: unknown) => {
      if (error instanceof WorkbenchError) throw error
      throw new WorkbenchError('bad-input', `${file} cannot be written: ${(error as Error).message}`)
    })
    written.push({ file, bytes: statSync(file).size })
  }
  return written
}
