import type { CompareRun } from '../../contract/compare.ts'
import type { ComparedRun } from '../../domain/compared-run.ts'
import { examplesAt } from '../record/run-facts.ts'
import type { ShortEvaluation } from '../store/compared-runs.ts'
import type { Store } from '../store/open-store.ts'
import type { SelectedRun } from './selection.ts'

/** What a comparison shows of a run. @param target test accuracy whose first reaching is looked for; null for none */
export function compareRun(store: Store, run: SelectedRun, target: number | null): CompareRun {
  const { id, experimentId, arm, batchSize, learningRate, seed, status, outcome, dataset, result } = run
  const evaluations = store.compared.evaluations(run)
  const last = evaluations.at(-1) ?? null
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
    target: targetReached(store, run, target, evaluations),
  }
}

/** At which step, after how many images and seconds of training an evaluation first reached the target. */
function targetReached(
  store: Store,
  run: SelectedRun,
  target: number | null,
  evaluations: readonly ShortEvaluation[],
): CompareRun['target'] {
  const reached = target === null ? undefined : evaluations.find(({ test }) => test.accuracy >= target)
  if (reached === undefined) return null
  const { step } = reached
  const [seconds = 0] = step === 0 ? [] : store.compared.values(run, 'seconds', step - 1, step)
  return { steps: step, examples: examplesAt(run.recipe, step), seconds }
}

/** A run as the domain's statistics take it. */
export function toComparedRun(run: SelectedRun): ComparedRun {
  const { arm, batchSize, learningRate, seed, pairKey, status, outcome, secondsTrained } = run
  const halted = status === 'stopped' || status === 'failed' ? status : 'unfinished'
  return {
    ...{ arm, batchSize, learningRate, seed, pairKey, secondsTrained },
    outcome: outcome ?? halted,
    ...{ finalTestAccuracy: run.finalTestAccuracy, finalTestLoss: run.finalTestLoss },
    stepsToTarget: null,
  }
}
