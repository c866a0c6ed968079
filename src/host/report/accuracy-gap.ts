import type { RunRecord } from '../../contract/experiment-record.ts'
import { finalValue } from '../../domain/compared-run.ts'
import { comparedRun } from '../compare-record.ts'

/**
 * A run's test less training accuracy at its last evaluation, as a share; null where it did not come to an end of its own,
 * as the comparison has it, or was never evaluated on training images.
 */
export function accuracyGap(run: RunRecord): number | null {
  const last = run.evaluations.at(-1)
  const hasEnded = 'value' in finalValue(comparedRun(run), 'test accuracy')
  return !hasEnded || last === undefined || last.train === null
    ? null
    : last.test.accuracy - last.train.accuracy
}
