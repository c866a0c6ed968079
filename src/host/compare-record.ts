import type { ComparedRun, Metric } from '../domain/compared-run.ts'
import { compareArms, type Comparison } from '../domain/comparison.ts'
import { verdict, type Verdict } from '../domain/verdict.ts'
import type { ExperimentRecord, RunRecord } from '../contract/experiment-record.ts'

/** The runs of a record that are compared, as the domain's statistics take them. */
export function comparedRuns({ runs }: ExperimentRecord): ComparedRun[] {
  return runs.filter(({ role }) => role === 'compared').map(comparedRun)
}

/**
 * The final results of every arm against the baseline: the first arm without normalization, or else the first arm.
 * Null where there is nothing to compare: one arm alone, no run of the baseline, or none of any other arm.
 */
export function compareRecord(record: ExperimentRecord, metric: Metric = 'test accuracy'): Comparison | null {
  const { arms, budget, learningRateRule, data } = record.spec
  if (arms.length < 2) return null
  const baseline = arms.find(({ normalization }) => normalization.type === 'none') ?? arms[0]!
  const runs = comparedRuns(record)
  const isBaseline = runs.map(({ arm }) => arm === baseline.name)
  if (isBaseline.every(Boolean) || !isBaseline.some(Boolean)) return null
  return compareArms(runs, {
    ...{ metric, baselineArm: baseline.name },
    held: { budget, learningRateRule },
    testExamples: data.testExamples ?? record.dataset.testCount,
    looks: record.looks,
  })
}

/** The verdict on an experiment's record; null where there is nothing to compare. */
export function verdictOf(record: ExperimentRecord): Verdict | null {
  const comparison = compareRecord(record)
  return comparison && verdict(comparison)
}

/** A run's record, as they take it. */
export function comparedRun(run: RunRecord): ComparedRun {
  const { arm, batchSize, learningRate, seed, pairKey, outcome, secondsTrained } = run
  return {
    ...{ arm, batchSize, learningRate, seed, pairKey, outcome, secondsTrained },
    finalTestAccuracy: run.result?.running.accuracy ?? null,
    finalTestLoss: run.result?.running.loss ?? null,
    stepsToTarget: run.targetReached?.step ?? null,
  }
}
