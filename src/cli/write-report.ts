import { resolve } from 'node:path'
import type { HostApi, HostInput } from '../contract/host.ts'
import { writeAtomically } from '../host/atomic-file.ts'

/** Writes a report as one HTML file. @returns the file, absolute */
export async function writeReport(
  api: HostApi,
  file: string,
  question: HostInput<'reports.create'>,
): Promise<string> {
  const { html } = await api.call('reports.create', question)
  await writeAtomically(file, [html])
  return resolve(file)
}
