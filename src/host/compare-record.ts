import type { ComparedRun } from '../domain/compared-run.ts'
import { compareArms, type Comparison } from '../domain/comparison.ts'
import type { ExperimentRecord, RunRecord } from '../contract/experiment-record.ts'

/** The runs of a record that are compared, as the domain's statistics take them. */
export function comparedRuns({ runs }: ExperimentRecord): ComparedRun[] {
  return runs.filter(({ role }) => role === 'compared').map(comparedRun)
}

/**
 * Final test accuracy of every arm against the baseline: the first arm without normalization, or else the first arm.
 * Null when there is only one arm.
 */
export function compareRecord(record: ExperimentRecord): Comparison | null {
  const { arms, budget, learningRateRule, data } = record.spec
  if (arms.length < 2) return null
  const baseline = arms.find(({ normalization }) => normalization.type === 'none') ?? arms[0]!
  return compareArms(comparedRuns(record), {
    metric: 'test accuracy',
    baselineArm: baseline.name,
    held: { budget, learningRateRule },
    testExamples: data.testExamples ?? record.dataset.testCount,
    looks: record.looks,
  })
}

function comparedRun(run: RunRecord): ComparedRun {
  const { arm, batchSize, learningRate, seed, pairKey, outcome, secondsTrained } = run
  return {
    ...{ arm, batchSize, learningRate, seed, pairKey, outcome, secondsTrained },
    finalTestAccuracy: run.result?.running.accuracy ?? null,
    finalTestLoss: run.result?.running.loss ?? null,
    stepsToTarget: run.targetReached?.step ?? null,
  }
}
