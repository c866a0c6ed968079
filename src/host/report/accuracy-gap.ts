import type { RunRecord } from '../../contract/experiment-record.ts'

/** A run's test less training accuracy at its last evaluation, as a share; null where a run was never evaluated on training images. */
export function accuracyGap({ evaluations }: RunRecord): number | null {
  const last = evaluations.at(-1)
  return last === undefined || last.train === null ? null : last.test.accuracy - last.train.accuracy
}
