import * as z from 'zod/mini'
import { Nothing } from './call-parts.ts'
import {
  CompareLayout,
  CompareQuestion,
  CurvesQuestion,
  Selection,
  type CompareCurves,
  type CompareSummary,
} from './compare.ts'
import type { ExperimentSummary } from './host-answers.ts'

/**
 * More seeds of an experiment's design, as a new experiment of the same name with “, more seeds” or “, confirmation”:
 * `more` counts one look more than the experiments that have been judged, and is compared together with them;
 * `confirmation` is judged alone, as a first look, on seeds that no given experiment has.
 */
const MoreSeeds = z.strictObject({
  experimentIds: Selection.shape.experimentIds,
  seeds: z.int().check(z.positive(), z.maximum(1000)),
  purpose: z.enum(['more', 'confirmation']),
})

/** Every call of the comparison with the schema of its argument, as `hostCalls` has them. */
export const compareCalls = {
  /** Cells, differences and the verdict over the runs that the filters show. */
  'compare.summary': CompareQuestion,
  /** The curves of the runs that the filters show, aggregated to columns. */
  'compare.curves': CurvesQuestion,
  'compare.layouts': Nothing,
  /** One of this name is replaced. */
  'compare.saveLayout': CompareLayout,
  'compare.removeLayout': z.strictObject({ name: CompareLayout.shape.name }),
  'experiments.moreSeeds': MoreSeeds,
} as const

export type CompareAnswers = {
  'compare.summary': CompareSummary
  'compare.curves': CompareCurves
  /** By their names. */
  'compare.layouts': CompareLayout[]
  'compare.saveLayout': CompareLayout[]
  'compare.removeLayout': CompareLayout[]
  'experiments.moreSeeds': ExperimentSummary
}
