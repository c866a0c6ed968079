import type { Checkpoint, Member, TrainJob } from '../contract/trainer.ts'
import type { PlannedRun } from '../domain/grid.ts'

type Weights = ReadonlyMap<string, Checkpoint['tensors']>

/**
 * The job that trains these runs, which have one shape.
 * @param weights of finished runs by key; a run that starts from another's needs that one's
 */
export function jobOf(
  jobId: string,
  runs: readonly PlannedRun[],
  weights: Weights,
  { datasetFolder, backend }: Pick<TrainJob, 'datasetFolder' | 'backend'>,
): TrainJob {
  const { recipe } = runs[0]!
  return { jobId, datasetFolder, recipe, members: runs.map((run) => memberOf(run, weights)), backend }
}

function memberOf(run: PlannedRun, weights: Weights): Member {
  return {
    runKey: run.key,
    seed: run.seed,
    learningRate: run.scaledLearningRate,
    start: run.parent === null ? { from: 'fresh' } : { from: 'weights', tensors: weights.get(run.parent)! },
  }
}

/** Weights and running statistics without the optimizer's own arrays, whose keys have a colon. */
export function weightsOf(checkpoint: Checkpoint): Checkpoint['tensors'] {
  return Object.fromEntries(Object.entries(checkpoint.tensors).filter(([key]) => !key.includes(':')))
}
