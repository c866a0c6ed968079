import type { CompareRun } from '../../contract/compare.ts'
import type { ComparedRun } from '../../domain/compared-run.ts'
import { outcomeOf, targetReached } from '../record/run-facts.ts'
import type { Store } from '../store/open-store.ts'
import type { SelectedRun } from './selection.ts'

/** What a comparison shows of a run. @param target test accuracy whose first reaching is looked for; null for none */
export function compareRun(store: Store, run: SelectedRun, target: number | null): CompareRun {
  const { id, experimentId, arm, batchSize, learningRate, seed, status, outcome, dataset, result } = run
  const evaluations = store.compared.evaluations(run)
  const last = evaluations.at(-1) ?? null
  const secondsAt = (step: number): number =>
    step === 0 ? 0 : (store.compared.values(run, 'seconds', step - 1, step)[0] ?? 0)
  const reached = targetReached(target, evaluations, run.recipe, secondsAt)
  return {
    ...{ id, experimentId, arm, batchSize, learningRate, seed, status, outcome, dataset },
    ...{ stepsDone: run.stepsDone, totalSteps: run.totalSteps },
    ...{ finalTestAccuracy: run.finalTestAccuracy, finalTestLoss: run.finalTestLoss },
    evaluation: last && { test: last.test.accuracy, train: last.train?.accuracy ?? null },
    modes:
      result?.precise && result.batch
        ? {
            running: result.running.accuracy,
            precise: result.precise.accuracy,
            batch: result.batch.accuracy,
          }
        : null,
    target: reached && { steps: reached.step, examples: reached.examples, seconds: reached.seconds },
  }
}

/** A run as the domain's statistics take it. */
export function toComparedRun(run: SelectedRun): ComparedRun {
  const { arm, batchSize, learningRate, seed, pairKey, secondsTrained } = run
  return {
    ...{ arm, batchSize, learningRate, seed, pairKey, secondsTrained },
    outcome: outcomeOf(run),
    ...{ finalTestAccuracy: run.finalTestAccuracy, finalTestLoss: run.finalTestLoss },
    stepsToTarget: null,
  }
}
