import { ReportSection } from '../../../../contract/report.ts'
import type { CurveMetric } from '../../../../contract/compare.ts'
import type { CompareQuery, Part } from './compare-query.ts'

/** The part of the view that a section of a report is like; the others are in every report. */
const PARTS: Partial<Record<ReportSection, Part>> = {
  verdict: 'verdict',
  tables: 'table',
  loss: 'curves',
  'batch-accuracy': 'curves',
  gradient: 'curves',
  accuracy: 'sizes',
  difference: 'difference',
  stability: 'stability',
  'accuracy-curves': 'curves',
  'test-loss-curves': 'curves',
  'training-accuracy-curves': 'curves',
  'training-loss-curves': 'curves',
  target: 'sizes',
  gap: 'gap',
  'evaluation-modes': 'gap',
}
/** And the curve among those of the view. */
const CURVES: Partial<Record<ReportSection, CurveMetric>> = {
  loss: 'loss',
  'batch-accuracy': 'accuracy',
  gradient: 'gradientNorm',
  'accuracy-curves': 'testAccuracy',
  'test-loss-curves': 'testLoss',
  'training-accuracy-curves': 'trainAccuracy',
  'training-loss-curves': 'trainLoss',
}

/** What a report shows at first: what the view shows. */
export function reportSections({ hidden, curves }: Pick<CompareQuery, 'hidden' | 'curves'>): ReportSection[] {
  return ReportSection.options.filter((section) => {
    const [part, curve] = [PARTS[section], CURVES[section]]
    return (part === undefined || !hidden.includes(part)) && (curve === undefined || curves.includes(curve))
  })
}
