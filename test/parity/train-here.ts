import type { BackendName, Checkpoint, Member } from '../../src/contract/trainer.ts'
import type { Dataset } from '../../src/datasets/dataset.ts'
import type { PlannedRun } from '../../src/domain/grid.ts'
import type { Backend } from '../../src/trainer/backend.ts'
import { loadData, type LoadedData } from '../../src/trainer/loaded-data.ts'
import { startBackend } from '../../src/trainer/start-backend.ts'
import { train } from '../../src/trainer/train.ts'

/** The loss of each step, the test accuracy of each evaluation, and all arrays at the end. */
export type TrainedRun = { losses: number[]; testAccuracies: number[]; checkpoint: Checkpoint }

/** Trains a run in this process, to its end. */
export async function trainHere(
  run: PlannedRun,
  data: LoadedData,
  backend: Backend,
  start: Member['start'] = { from: 'fresh' },
): Promise<TrainedRun> {
  const member = { runKey: run.key, seed: run.seed, learningRate: run.scaledLearningRate, start }
  const job = {
    jobId: 'here',
    datasetFolder: '',
    recipe: run.recipe,
    members: [member],
    backend: backend.name,
  }
  const losses: number[] = []
  const testAccuracies: number[] = []
  for await (const event of train(job, data, backend, () => false)) {
    if (event.type === 'metrics') losses.push(...event.loss)
    if (event.type === 'evaluated') testAccuracies.push(event.test.accuracy)
    if (event.type === 'finished') return { losses, testAccuracies, checkpoint: event.checkpoint }
  }
  throw new Error(`The run of ${run.arm} came to no end.`)
}

/** Trains a run from fresh weights in this process and returns the loss of each step. */
export async function lossesOf(
  run: PlannedRun,
  dataset: Dataset,
  backendName: BackendName,
): Promise<number[]> {
  const backend = await startBackend(backendName)
  const data = loadData(backend, dataset)
  try {
    return (await trainHere(run, data, backend)).losses
  } finally {
    data.dispose()
  }
}
