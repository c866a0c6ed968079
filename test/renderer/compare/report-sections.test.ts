import { expect, test } from 'vitest'
import { CurveMetric } from '../../../src/contract/compare.ts'
import { EXTRA_SECTIONS, ReportSection } from '../../../src/contract/report.ts'
import { reportSections } from '../../../src/renderer/src/components/compare/report-sections.ts'

const ALL = CurveMetric.options

test('every curve that a view can show can be in its report', () => {
  const without = reportSections({ hidden: [], curves: [] })
  for (const curve of ALL)
    expect(reportSections({ hidden: [], curves: [curve] })).toHaveLength(without.length + 1)
})

test('a report shows at first what the view shows: its parts, and of the curves those that are drawn', () => {
  expect(reportSections({ hidden: [], curves: [...ALL] })).toEqual(ReportSection.options)
  const usual = reportSections({ hidden: [], curves: ['loss', 'testAccuracy'] })
  expect(ReportSection.options.filter((section) => !usual.includes(section)).toSorted()).toEqual(
    ['gradient', ...EXTRA_SECTIONS].toSorted(),
  )
  const few = reportSections({ hidden: ['curves', 'sizes', 'stability', 'gap'], curves: [...ALL] })
  const gone = ReportSection.options.filter((section) => !few.includes(section))
  expect(gone.toSorted()).toEqual(
    [
      'loss',
      ...EXTRA_SECTIONS,
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
