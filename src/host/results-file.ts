import { readFile } from 'node:fs/promises'
import * as z from 'zod/mini'
import { WorkbenchError } from '../contract/errors.ts'
import { ExperimentRecord } from '../contract/experiment-record.ts'
import { resultsText } from './results-text.ts'
import { writeAtomically } from './atomic-file.ts'
import { schemaWords } from '../contract/schema-words.ts'

/** Writes an experiment's record as JSON; the file appears whole or not at all. */
export function writeResults(file: string, record: ExperimentRecord): Promise<void> {
  return writeAtomically(file, resultsText(record))
}

/**
 * Reads a results file back, checked in full.
 * @throws WorkbenchError `not-found` or `bad-input`, with the file and what is wrong with it
 */
export async function readResults(file: string): Promise<ExperimentRecord> {
  const parsed = ExperimentRecord.safeParse(parseJson(file, await readText(file)), schemaWords)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const place = z.core.toDotPath(issue?.path ?? [])
  const where = [place, issue?.message].filter(Boolean).join(': ')
  throw new WorkbenchError('bad-input', `${file} is not a results file of this version: ${where}`)
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
