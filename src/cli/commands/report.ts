import { EXIT } from '../exit-code.ts'
import { findExperiment } from '../find-experiment.ts'
import { printJson } from '../json-output.ts'
import { requireWritable, usualReportFile } from '../output-file.ts'
import type { Session } from '../session.ts'
import { terminal } from '../terminal.ts'
import { writeReport } from '../write-report.ts'

export type ReportOptions = { output?: string; json?: boolean }

/** Writes an experiment's report and says where. @returns the exit code */
export async function reportCommand({ api }: Session, name: string, options: ReportOptions): Promise<number> {
  const experiment = await findExperiment(api, name)
  const target = options.output ?? usualReportFile(experiment)
  await requireWritable(target)
  const record = await api.call('experiments.record', { id: experiment.id, series: true })
  const file = await writeReport(target, record)
  if (options.json === true) printJson({ id: experiment.id, file })
  else terminal.out(file)
  return EXIT.ok
}
