import type { ComparedRun } from '../../src/domain/compared-run.ts'
import type { ComparisonSettings } from '../../src/domain/comparison.ts'

/** A finished run that names only what matters to a test. */
export function comparedRun(given: Partial<ComparedRun> & { arm: string; seed: number }): ComparedRun {
  const { batchSize = 64, learningRate = 0.01, seed } = given
  return {
    batchSize,
    learningRate,
    pairKey: `${batchSize} ${learningRate} ${seed}`,
    outcome: 'done',
    finalTestAccuracy: 0.96,
    finalTestLoss: 0.12,
    secondsTrained: 1,
    stepsToTarget: null,
    ...given,
  }
}

/** Runs of the baseline `none` and of `batch` with these final accuracies, for seeds 1, 2 … */
export function runsOfAccuracies(
  batchSize: number,
  none: readonly number[],
  batch: readonly number[],
): ComparedRun[] {
  return Object.entries({ none, batch }).flatMap(([arm, accuracies]) =>
    accuracies.map((finalTestAccuracy, index) =>
      comparedRun({ arm, batchSize, seed: index + 1, finalTestAccuracy }),
    ),
  )
}

export const settings: ComparisonSettings = {
  metric: 'test accuracy',
  baselineArm: 'none',
  held: {
    budget: { unit: 'epochs', amount: 5 },
    learningRateRule: { rule: 'fixed', referenceBatchSize: 64 },
  },
  testExamples: 10_000,
  looks: 1,
}
