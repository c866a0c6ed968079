import type { CompareTarget } from '../../contract/compare.ts'
import type { ExperimentRecord } from '../../contract/experiment-record.ts'
import type { Store } from '../store/open-store.ts'
import { targetReached } from './run-facts.ts'

/** An experiment's record with what its runs reached of this target, in place of that of its own design. */
export function withTarget(
  store: Store,
  id: string,
  record: ExperimentRecord,
  target: CompareTarget,
): ExperimentRecord {
  if (target === 'own') return record
  const recipes = store.runs.ofExperiment(id).map(({ planned }) => planned.recipe)
  const runs = record.runs.map((run, index) => {
    const secondsAt = (step: number): number => run.series.seconds[step - 1] ?? 0
    return { ...run, targetReached: targetReached(target, run.evaluations, recipes[index]!, secondsAt) }
  })
  return { ...record, runs }
}
