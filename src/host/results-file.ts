import { readFile } from 'node:fs/promises'
import * as z from 'zod/mini'
import { WorkbenchError } from '../contract/errors.ts'
import { writeAtomically } from './atomic-file.ts'
import { ExperimentRecord, type RunRecord } from '../contract/experiment-record.ts'
import { float32ListText } from './float32-text.ts'
import { inWords } from './in-words.ts'

const VALUES_PER_CHUNK = 8192

/**
 * Writes an experiment's record as JSON; the file appears whole or not at all. Every float32 of the series reads back
 * to the same bits, except that what is not finite becomes null.
 */
export function writeResults(file: string, record: ExperimentRecord): Promise<void> {
  return writeAtomically(file, textOf(record))
}

/**
 * Reads a results file back, checked in full.
 * @throws WorkbenchError `not-found` or `bad-input`, with the file and what is wrong with it
 */
export async function readResults(file: string): Promise<ExperimentRecord> {
  const parsed = ExperimentRecord.safeParse(parseJson(file, await readText(file)), inWords)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const place = z.core.toDotPath(issue?.path ?? [])
  const where = [place, issue?.message].filter(Boolean).join(': ')
  throw new WorkbenchError('bad-input', `${file} is not a results file of this version: ${where}`)
}

/** In pieces, for the whole may be longer than a string can be. */
function* textOf({ runs, ...head }: ExperimentRecord): Generator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"runs":[`
  for (const [index, run] of runs.entries()) {
    if (index > 0) yield ','
    yield* textOfRun(run)
  }
  yield '\n]}\n'
}

function* textOfRun({ series, ...facts }: RunRecord): Generator<string> {
  yield `\n${JSON.stringify(facts).slice(0, -1)},"series":{`
  for (const [index, [name, values]] of Object.entries(series).entries()) {
    yield `${index > 0 ? ',' : ''}"${name}":[`
    for (let start = 0; start < values.length; start += VALUES_PER_CHUNK) {
      if (start > 0) yield ','
      yield float32ListText(values.subarray(start, start + VALUES_PER_CHUNK))
    }
    yield ']'
  }
  yield '}}'
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new WorkbenchError('not-found', `${file} cannot be read: ${(error as Error).message}`)
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new WorkbenchError('bad-input', `${file} is not JSON: ${(error as Error).message}`)
  }
}
