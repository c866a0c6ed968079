import { ReportSection } from '../../../../contract/report.ts'
import type { Part } from './compare-query.ts'

/** The part of the view that a section of a report is like; the others are in every report. */
const PARTS: Partial<Record<ReportSection, Part>> = {
  verdict: 'verdict',
  tables: 'table',
  loss: 'curves',
  accuracy: 'sizes',
  difference: 'difference',
  'accuracy-curves': 'curves',
  'evaluation-modes': 'gap',
}

/** What a report shows at first: what the view shows. */
export function reportSections(hidden: readonly Part[]): ReportSection[] {
  return ReportSection.options.filter((section) => {
    const part = PARTS[section]
    return part === undefined || !hidden.includes(part)
  })
}
