import type { BackendName } from '../../src/contract/trainer.ts'
import type { Dataset } from '../../src/datasets/dataset.ts'
import type { PlannedRun } from '../../src/domain/grid.ts'
import { loadData } from '../../src/trainer/loaded-data.ts'
import { startBackend } from '../../src/trainer/start-backend.ts'
import { train } from '../../src/trainer/train.ts'

/** Trains a run from fresh weights in this process and returns the loss of each step. */
export async function lossesOf(
  run: PlannedRun,
  dataset: Dataset,
  backendName: BackendName,
): Promise<number[]> {
  const backend = await startBackend(backendName)
  const data = loadData(backend, dataset)
  const member = {
    runKey: run.key,
    seed: run.seed,
    learningRate: run.scaledLearningRate,
    start: { from: 'fresh' } as const,
  }
  const job = {
    jobId: 'here',
    datasetFolder: '',
    recipe: run.recipe,
    members: [member],
    backend: backendName,
  }
  const losses: number[] = []
  try {
    for await (const event of train(job, data, backend, () => false)) {
      if (event.type === 'metrics') losses.push(...event.loss)
    }
  } finally {
    data.dispose()
  }
  return losses
}
