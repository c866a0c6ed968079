import { createHash } from 'node:crypto'
import type { Dataset } from '../../src/datasets/dataset.ts'
import { replayFiles } from '../../src/host/pytorch-replay.ts'
import type { PlannedRun } from '../../src/domain/grid.ts'

/** SHA-256 of all arrays that a replay begins with: weights, data order, learning rates and images. */
export function replayDigest(run: PlannedRun, dataset: Dataset): string {
  const hash = createHash('sha256')
  for (const file of replayFiles({ run, dataset, recorded: { loss: [] } })) {
    if ('values' in file)
      hash
        .update(file.name)
        .update(new Uint8Array(file.values.buffer, file.values.byteOffset, file.values.byteLength))
  }
  return hash.digest('hex')
}
