import * as z from 'zod/mini'
import { LONGEST_PAGE } from './bounds.ts'
import { choices, Label } from './call-parts.ts'
import { CompareQuestion, CompareTarget, Selection } from './compare.ts'

/** The calls about reports: what is in one, and what becomes of its numbers when they are derived again. */

/** Parts that a report may have, in their order; how it was made is in every one. */
export const ReportSection = z.enum([
  'design',
  'verdict',
  'tables',
  'loss',
  'batch-accuracy',
  'gradient',
  'accuracy',
  'difference',
  'stability',
  'accuracy-curves',
  'test-loss-curves',
  'training-accuracy-curves',
  'training-loss-curves',
  'target',
  'gap',
  'evaluation-modes',
  'published',
  'fairness',
  'environment',
])

/** Figures that are only in a report that asks for them: others say nearly the same. */
export const EXTRA_SECTIONS: readonly ReportSection[] = [
  'batch-accuracy',
  'test-loss-curves',
  'training-accuracy-curves',
  'training-loss-curves',
]
/** What a report shows where nothing else is asked for. */
export const USUAL_SECTIONS = ReportSection.options.filter((section) => !EXTRA_SECTIONS.includes(section))

export const ReportQuestion = z.strictObject({
  selection: Selection,
  /** The label of the arm to compare with; the first without normalization, or else the first, where none is given. */
  baseline: z.optional(Label),
  /** What the verdict, the tables and the figures of final results are about. */
  metric: CompareQuestion.shape.metric,
  /** As in a comparison; a report usually counts to the experiments' own. */
  target: z._default(CompareTarget, 'own'),
  sections: z._default(choices(ReportSection).check(z.minLength(1)), USUAL_SECTIONS),
})

/** Calls of the host; in `hostCalls`. */
export const reportCalls = {
  /** A report as one HTML page that needs nothing else. */
  'reports.create': ReportQuestion,
  /** Derives the numbers of a report's page again from the runs of this database. */
  'reports.check': z.strictObject({ html: z.string().check(z.maxLength(LONGEST_PAGE)) }),
} as const

export type ReportAnswers = {
  'reports.create': { title: string; html: string }
  'reports.check': ReportCheck
}

export type ReportValue = number | string | null

/** One number or text of a report; `is` is null where it can't be derived again. */
export type ReportFinding = { name: string; was: ReportValue; is: ReportValue; holds: boolean }

export type ReportCheck = {
  title: string
  /** The version that made it. */
  program: { version: string; commit: string | null }
  /** Whether everything holds: the page as it was written, and each number. */
  holds: boolean
  /** Whether the page is, beside its numbers, what was written. */
  isAsWritten: boolean
  /** Runs that are not in this database, in words. */
  missing: string[]
  findings: ReportFinding[]
}

export type ReportSection = z.output<typeof ReportSection>
export type ReportQuestion = z.output<typeof ReportQuestion>
