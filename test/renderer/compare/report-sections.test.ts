import { expect, test } from 'vitest'
import { ReportSection } from '../../../src/contract/report.ts'
import { reportSections } from '../../../src/renderer/src/components/compare/report-sections.ts'

const ALL = ['loss', 'gradientNorm', 'testAccuracy'] as const

test('a report shows at first what the view shows: its parts, and of the curves those that are drawn', () => {
  expect(reportSections({ hidden: [], curves: [...ALL] })).toEqual(ReportSection.options)
  const usual = reportSections({ hidden: [], curves: ['loss', 'testAccuracy'] })
  expect(ReportSection.options.filter((section) => !usual.includes(section))).toEqual(['gradient'])
  const few = reportSections({ hidden: ['curves', 'sizes', 'stability', 'gap'], curves: [...ALL] })
  const gone = ReportSection.options.filter((section) => !few.includes(section))
  expect(gone.toSorted()).toEqual(
    [
      'loss',
      'gradient',
      'accuracy-curves',
      'accuracy',
      'target',
      'stability',
      'gap',
      'evaluation-modes',
    ].toSorted(),
  )
})
