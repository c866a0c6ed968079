import * as z from 'zod/mini'
import type { Metric } from '../domain/compared-run.ts'
import type { SampleSummary } from '../domain/statistics.ts'
import type { Verdict } from '../domain/verdict.ts'
import { MOST_SETTINGS } from './bounds.ts'
import { choices, Count, Id, Label, RunStatus } from './call-parts.ts'
import type { RunSummary } from './host-answers.ts'

/** The calls of the comparison: what is compared, and what the host answers about it. */

/** So many experiments at most are one comparison. */
export const MOST_EXPERIMENTS = 50
/** So many runs at most are chosen one by one. */
export const MOST_CHOSEN_RUNS = 1000

/** Which runs are compared: those of these experiments that every filter keeps; a filter that is not given keeps all. */
export const Selection = z.strictObject({
  experimentIds: z.array(Id).check(z.minLength(1), z.maxLength(MOST_EXPERIMENTS)),
  /** Runs that were chosen one by one. */
  runIds: z.optional(z.array(Id).check(z.maxLength(MOST_CHOSEN_RUNS))),
  /** Arms by their labels or references in `CompareSummary.arms`; a name alone stands for every arm that has it. */
  arms: z.optional(choices(Label)),
  batchSizes: z.optional(choices(z.int().check(z.positive()))),
  learningRates: z.optional(choices(z.number().check(z.positive()))),
  seeds: z.optional(choices(Count)),
  statuses: z.optional(choices(RunStatus)),
  datasets: z.optional(choices(Label)),
})

/**
 * Steps, examples and seconds are counted until the test accuracy (share) first reaches it; the experiments' own, or
 * null for no target.
 */
export const CompareTarget = z.nullable(z.union([z.number().check(z.gt(0), z.lte(1)), z.literal('own')]))

export const CompareQuestion = z.strictObject({
  selection: Selection,
  /**
   * An arm's label or reference, or a name, for the first that has it; the first arm without normalization, or else the
   * first, where none is given.
   */
  baseline: z.optional(Label),
  metric: z._default(z.enum(['test accuracy', 'test loss']), 'test accuracy'),
  target: z._default(CompareTarget, null),
})

export const CurveMetric = z.enum([
  'loss',
  'accuracy',
  'gradientNorm',
  'testLoss',
  'testAccuracy',
  'trainLoss',
  'trainAccuracy',
])
export const CurveUnit = z.enum(['steps', 'epochs', 'examples', 'seconds'])

export const CurvesQuestion = z.strictObject({
  selection: Selection,
  /** Of every step (`loss`, `accuracy`, `gradientNorm`), or of the evaluations after the epochs (the others). */
  metric: CurveMetric,
  unit: z._default(CurveUnit, 'epochs'),
  /** The part of the axis that is wanted, in its unit; the whole where not given. */
  from: z.optional(z.number().check(z.nonnegative())),
  to: z.optional(z.number().check(z.positive())),
  /** Columns into which that part is divided; a page asks for one for two pixels. */
  columns: z._default(z.int().check(z.minimum(2), z.maximum(4000)), 400),
  /** Share of the whole axis over which each mean is averaged; 0 for none. */
  smoothing: z._default(z.number().check(z.nonnegative(), z.maximum(0.5)), 0),
  /** Whether each run's own least and greatest values by column are wanted too. */
  seeds: z._default(z.boolean(), false),
})

/** What there is to choose from: before the filters, so that what was filtered out can be chosen again. */
export type CompareArm = {
  /** The arm's name; with its experiment's where arms of one name differ in more than their seeds. */
  label: string
  /** What a selection that is kept calls it: the same whatever joins it, leaves it or is renamed. */
  reference: string
  /** Of one arm that has it, for its colour and its settings in words. */
  experimentId: string
  name: string
  normalization: string
}

/** What the history knows of a run and a comparison shows as it is. */
export type ComparedFact =
  | 'id'
  | 'experimentId'
  | 'batchSize'
  | 'learningRate'
  | 'seed'
  | 'status'
  | 'outcome'
  | 'stepsDone'
  | 'totalSteps'
  | 'finalTestAccuracy'
  | 'finalTestLoss'

export type CompareRun = Pick<RunSummary, ComparedFact> & {
  /** Label of its arm. */
  arm: string
  dataset: string
  /** Accuracies of the last evaluation on the test images and on the fixed part of the training images. */
  evaluation: { test: number; train: number | null } | null
  /** Accuracies with running statistics, re-estimated ones and the evaluation batch's; null without batch statistics. */
  modes: { running: number; precise: number; batch: number } | null
  /** When the test accuracy first reached the target, at the end of an epoch; null when it did not, or none is set. */
  target: { steps: number; examples: number; seconds: number } | null
}

/** The runs of one arm at one batch size and learning rate. Numbers are over those that have one. */
export type CompareCell = {
  arm: string
  batchSize: number
  learningRate: number
  runIds: string[]
  /** Share of the runs that diverged, 0 to 1. */
  diverged: number
  accuracy: SampleSummary
  loss: SampleSummary
  /** Test accuracy less training accuracy, both in evaluation mode, of the runs that came to an end, as above. */
  gap: SampleSummary
  /** Accuracy with the evaluation batch's statistics, and with re-estimated ones, less that with running ones. */
  modeGap: { batch: SampleSummary; precise: SampleSummary } | null
  stepsToTarget: SampleSummary
  examplesToTarget: SampleSummary
  secondsToTarget: SampleSummary
  /** The best of its batch size and learning rate by the paired test: its interval excludes zero against every other arm. */
  isBest: boolean
}

export type ComparedExperiment = {
  id: string
  name: string
  looks: number
  status: string
  dataset: string
  isTrashed: boolean
  /** Equal where experiments differ in their seeds alone; and how many runs each further seed of it is. */
  design: string
  runsPerSeed: number
}

export type CompareSummary = {
  experiments: ComparedExperiment[]
  arms: CompareArm[]
  batchSizes: number[]
  learningRates: number[]
  seeds: number[]
  datasets: string[]
  baseline: string | null
  metric: Metric
  /** What is counted to; and the target of all these experiments' designs, null where they have none or several. */
  target: number | null
  ownTarget: number | null
  /** The most that a constant answer gets right of these experiments' test images, a share; null where it is not known. */
  chance: number | null
  /** After the filters. */
  runs: CompareRun[]
  cells: CompareCell[]
  /** Null where there is nothing to compare, with why in `notes`. */
  verdict: Verdict | null
  /** What is held equal over the runs that are left, for a figure's caption; empty where none is. */
  held: string
  /** What was held equal or not over the selection, and what was left out and why: sentences. */
  notes: string[]
}

/** One line of a chart: the runs of an arm at one batch size and learning rate. All arrays have one length. */
export type CompareCurve = {
  arm: string
  batchSize: number
  learningRate: number
  runIds: string[]
  /**
   * Of each column that has a value, the middle between its first and its last, in the axis' unit. Not the column's own
   * middle: an evaluation, which is alone in its column, would not stand at its epoch.
   */
  x: Float64Array
  /** Mean over the runs that have a value in the column, how many they are, and the 95 % interval; NaN below two runs. */
  mean: Float64Array
  n: Int32Array
  low: Float64Array
  high: Float64Array
  /** Least and greatest value of any run and step in the column: no spike is ever lost. */
  min: Float64Array
  max: Float64Array
  /**
   * Where training has come to, whatever part of the axis is shown: the mean over the last epoch of a metric that has a
   * value at every step, else the last evaluation; over the runs that did not diverge, `n` of them. Null where there is none.
   */
  final: { mean: number; n: number } | null
  /** Where runs diverged: their last finite value. */
  diverged: { runId: string; seed: number; x: number; y: number }[]
  /** Each run's own x, least and greatest values, where wanted. */
  seeds: { runId: string; seed: number; x: Float64Array; min: Float64Array; max: Float64Array }[]
}

export type CompareCurves = {
  unit: z.output<typeof CurveUnit>
  /** Where the whole axis ends, in its unit. */
  end: number
  curves: CompareCurve[]
}

/** A way of looking at comparisons that was given a name: the renderer's own settings, which the host only keeps. */
export const CompareLayout = z.strictObject({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
  settings: z
    .record(
      z.string().check(z.maxLength(60)),
      z.union([z.string().check(z.maxLength(500)), z.number(), z.boolean()]),
    )
    .check(
      z.refine(
        (settings) => Object.keys(settings).length <= MOST_SETTINGS,
        `must have at most ${MOST_SETTINGS} settings`,
      ),
    ),
})

export type Selection = z.output<typeof Selection>
export type CompareTarget = z.output<typeof CompareTarget>
export type CompareQuestion = z.output<typeof CompareQuestion>
export type CurvesQuestion = z.output<typeof CurvesQuestion>
export type CurveMetric = z.output<typeof CurveMetric>
export type CurveUnit = z.output<typeof CurveUnit>
export type CompareLayout = z.output<typeof CompareLayout>
