import { resolve } from 'node:path'
import type { ExperimentRecord } from '../contract/experiment-record.ts'
import { writeAtomically } from '../host/atomic-file.ts'

/** Writes an experiment's report as one HTML file. @param record with its series @returns the file, absolute */
export async function writeReport(file: string, record: ExperimentRecord): Promise<string> {
  // Its charts take half a second to load.
  const { reportHtml } = await import('../host/report/report-html.ts')
  await writeAtomically(file, [reportHtml(record)])
  return resolve(file)
}
