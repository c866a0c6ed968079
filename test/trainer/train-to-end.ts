import { vi } from 'vitest'
import type { BackendName, Checkpoint, Member, TrainerEvent } from '../../src/contract/trainer.ts'
import type { Recipe } from '../../src/domain/recipe.ts'
import { loadData } from '../../src/trainer/loaded-data.ts'
import { startBackend } from '../../src/trainer/start-backend.ts'
import { train } from '../../src/trainer/train.ts'
import { tinyDataset } from './tiny-recipe.ts'

type EventOf<T extends TrainerEvent['type']> = Extract<TrainerEvent, { type: T }>

/** All that was said of one run. */
export type TrainedRun = {
  /** Steps of each metrics event: the first and how many. */
  batches: [first: number, count: number][]
  losses: number[]
  accuracies: number[]
  gradientNorms: number[]
  seconds: number[]
  evaluations: Omit<EventOf<'evaluated'>, 'type' | 'runKey'>[]
  checkpoints: Checkpoint[]
  finished: EventOf<'finished'>
}

export type TrainOptions = {
  backend?: BackendName
  /** Asked every 50 ms. */
  stopRequested?: (runKey: string) => boolean
  checkpointEverySeconds?: number
  /**
   * Makes each look at the clock find it so many milliseconds later than the last: a machine that is fast enough would be
   * through before it listens once. Unless given, the time is the machine's own.
   */
  msPerLook?: number
}

/** Trains a cohort on the tiny data set in this process; what was said of each run, by its key. */
export async function trainToEnd(
  recipe: Recipe,
  members: readonly Member[],
  {
    backend: name = 'wasm',
    stopRequested = () => false,
    checkpointEverySeconds = 1e9,
    msPerLook,
  }: TrainOptions = {},
): Promise<Map<string, TrainedRun>> {
  const backend = await startBackend(name)
  const data = loadData(backend, tinyDataset)
  const job = {
    ...{ jobId: 'tiny', datasetFolder: '', recipe, members: [...members], backend: name },
    checkpointEverySeconds,
  }
  const events: TrainerEvent[] = []
  let now = performance.now()
  const clock =
    msPerLook === undefined ? null : vi.spyOn(performance, 'now').mockImplementation(() => (now += msPerLook))
  try {
    for await (const event of train(job, data, backend, stopRequested)) events.push(event)
  } finally {
    clock?.mockRestore()
    data.dispose()
  }
  return new Map(members.map(({ runKey }) => [runKey, gathered(events, runKey)]))
}

/** The same for a single run. */
export async function trainRun(recipe: Recipe, run: Member, options?: TrainOptions): Promise<TrainedRun> {
  return (await trainToEnd(recipe, [run], options)).get(run.runKey)!
}

/** What can be compared bit for bit between two trainings: everything but the seconds. */
export function bitsOf({ finished, checkpoints, ...run }: TrainedRun): object {
  const { outcome, checkpoint, result } = finished
  return {
    ...run,
    ...{ batches: [], seconds: [] },
    outcome,
    result,
    checkpoint: withoutSeconds(checkpoint),
    checkpoints: checkpoints.map(withoutSeconds),
  }
}

function withoutSeconds({ step, initialLoss, tensors }: Checkpoint): object {
  return { step, initialLoss, tensors }
}

export function gathered(events: readonly TrainerEvent[], runKey: string): TrainedRun {
  const own = events.filter((event) => 'runKey' in event && event.runKey === runKey)
  const metrics = own.filter((event) => event.type === 'metrics')
  const finished = own.filter((event) => event.type === 'finished')
  if (finished.length !== 1) throw new Error(`${runKey} finished ${finished.length} times`)
  return {
    batches: metrics.map(({ firstStep, loss }) => [firstStep, loss.length]),
    losses: metrics.flatMap(({ loss }) => [...loss]),
    accuracies: metrics.flatMap(({ accuracy }) => [...accuracy]),
    gradientNorms: metrics.flatMap(({ gradientNorm }) => [...gradientNorm]),
    seconds: metrics.flatMap(({ seconds }) => [...seconds]),
    evaluations: own
      .filter((event) => event.type === 'evaluated')
      .map(({ step, epoch, test, train, validation }) => ({ step, epoch, test, train, validation })),
    checkpoints: own.filter((event) => event.type === 'checkpoint').map(({ checkpoint }) => checkpoint),
    finished: finished[0]!,
  }
}
