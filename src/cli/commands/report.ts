import { WorkbenchError } from '../../contract/errors.ts'
import { ReportSection } from '../../contract/report.ts'
import type { HostInput } from '../../contract/host.ts'
import { EXIT } from '../exit-code.ts'
import { findExperiments } from '../find-experiment.ts'
import { printJson } from '../json-output.ts'
import { requireReportPlace, usualReportFile } from '../output-file.ts'
import { readSelection, type SelectionOptions } from '../read-selection.ts'
import type { Session } from '../session.ts'
import { terminal } from '../terminal.ts'
import { writeReport } from '../write-report.ts'
import { checkReportCommand } from './check-report.ts'

export type ReportOptions = SelectionOptions & {
  output?: string
  json?: boolean
  check?: string
  verbose?: boolean
  sections?: string
}

/** Writes a report of an experiment or of several and says where, or checks one. @returns the exit code */
export async function reportCommand(
  session: Session,
  names: readonly string[],
  options: ReportOptions,
): Promise<number> {
  if (options.check !== undefined) {
    if (names.length > 0)
      throw new WorkbenchError(
        'bad-input',
        '--check takes a report’s file alone: it names its experiments itself.',
      )
    return checkReportCommand(session, options.check, options)
  }
  if (names.length === 0)
    throw new WorkbenchError('bad-input', 'Say which: bnw report EXPERIMENT…, or bnw report --check FILE.')
  const experiments = await findExperiments(session.api, names)
  const target = options.output ?? usualReportFile(experiments[0]!, experiments.length - 1)
  await requireReportPlace(target, '--output')
  const ids = experiments.map(({ id }) => id)
  const file = await writeReport(session.api, target, questionOf(ids, options))
  if (options.json === true) printJson(ids.length === 1 ? { id: ids[0], file } : { ids, file })
  else terminal.out(file)
  return EXIT.ok
}

function questionOf(
  experimentIds: string[],
  { sections, ...selection }: ReportOptions,
): HostInput<'reports.create'> {
  return {
    ...readSelection(experimentIds, selection),
    ...(sections !== undefined && { sections: readSections(sections) }),
  }
}

function readSections(text: string): ReportSection[] {
  return text.split(',').map((word) => {
    const section = ReportSection.safeParse(word.trim())
    if (section.success) return section.data
    throw new WorkbenchError(
      'bad-input',
      `--sections ${text}: there is no section “${word}”. There are ${ReportSection.options.join(', ')}.`,
    )
  })
}
