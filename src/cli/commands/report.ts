import { WorkbenchError } from '../../contract/errors.ts'
import { ReportSection } from '../../contract/report.ts'
import type { HostInput } from '../../contract/host.ts'
import { EXIT } from '../exit-code.ts'
import { findExperiments } from '../find-experiment.ts'
import { printJson } from '../json-output.ts'
import { requireWritable, usualReportFile } from '../output-file.ts'
import { readNumbers } from '../read-choices.ts'
import type { Session } from '../session.ts'
import { terminal } from '../terminal.ts'
import { writeReport } from '../write-report.ts'
import { checkReportCommand } from './check-report.ts'

export type ReportOptions = {
  output?: string
  json?: boolean
  check?: string
  sections?: string
  baseline?: string
  arm?: string[]
  batchSizes?: string
  learningRates?: string
  seeds?: string
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
  await requireWritable(target)
  const ids = experiments.map(({ id }) => id)
  const file = await writeReport(session.api, target, questionOf(ids, options))
  if (options.json === true) printJson(ids.length === 1 ? { id: ids[0], file } : { ids, file })
  else terminal.out(file)
  return EXIT.ok
}

function questionOf(experimentIds: string[], options: ReportOptions): HostInput<'reports.create'> {
  const { baseline, arm, batchSizes, learningRates, seeds, sections } = options
  return {
    selection: {
      experimentIds,
      ...(arm !== undefined && { arms: arm }),
      ...(batchSizes !== undefined && { batchSizes: readNumbers('--batch-sizes', batchSizes, 1) }),
      ...(learningRates !== undefined && { learningRates: readRates(learningRates) }),
      ...(seeds !== undefined && { seeds: readNumbers('--seeds', seeds, 0) }),
    },
    ...(baseline !== undefined && { baseline }),
    ...(sections !== undefined && { sections: readSections(sections) }),
  }
}

function readRates(text: string): number[] {
  const rates = text.split(',').map(Number)
  if (rates.every((rate) => rate > 0)) return rates
  throw new WorkbenchError(
    'bad-input',
    `--learning-rates ${text}: numbers above 0 are needed, such as 0.01,0.1.`,
  )
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
