import type { BackendChoice } from '../../contract/call-parts.ts'
import type { BackendName, TrainerEvent, TrainJob } from '../../contract/trainer.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import { stepPlan, type Recipe } from '../../domain/recipe.ts'
import type { SpawnTrainer } from '../supervised-trainer.ts'
import type { ShapeCost } from './time-left.ts'

/** A shape to measure: its recipe, and how many runs of it are stacked. */
export type Shape = { key: string; recipe: Recipe; cohort: number }
export type MeasuredShape = { key: string; backend: BackendName; cost: ShapeCost }

/** Images that a measurement trains on, and the steps that it takes at least: some 0.2 s. */
const IMAGES = 25_000
const FEWEST_STEPS = 24

export type MeasureOptions = {
  spawn: SpawnTrainer
  trainers: number
  backend: BackendChoice
  datasetFolder: string
  /** No shape is begun after so many seconds. */
  limitSeconds: number
  /** Ends the trainers at once. */
  signal: AbortSignal
}

/**
 * Trains some steps of each shape on as many trainers at once as will train later, because they share the machine, and
 * says what a step, an evaluation and the rest cost.
 * @returns the shapes that were measured within the limit, at least one
 * @throws WorkbenchError `trainer-lost` or `unavailable` with the reason when a shape can't be trained
 */
export async function measureShapes(
  shapes: readonly Shape[],
  options: MeasureOptions,
): Promise<MeasuredShape[]> {
  const waiting = [...shapes]
  const measured: MeasuredShape[] = []
  const failing = new AbortController()
  const signal = AbortSignal.any([options.signal, failing.signal])
  const end = performance.now() + 1000 * options.limitSeconds
  const work = async (): Promise<void> => {
    const trainer = startTrainer(options.spawn)
    signal.addEventListener('abort', trainer.end)
    try {
      // The first job of a trainer reads the data set: that is no cost of a run.
      await trainer.train(jobOf(shapes[0]!, 1, options))
      for (let shape = waiting.shift(); shape !== undefined; shape = waiting.shift()) {
        measured.push(await measure(trainer, shape, options))
        if (performance.now() > end) break
      }
    } finally {
      signal.removeEventListener('abort', trainer.end)
      trainer.end()
    }
  }
  const works = Array.from({ length: Math.min(options.trainers, shapes.length) }, work)
  try {
    await Promise.all(works)
  } finally {
    // Whoever measures next is not to be beside what is left of this.
    failing.abort()
    await Promise.allSettled(works)
  }
  return measured
}

type Trainer = {
  /** Trains a job to its end and answers all that was said, each with the seconds of the clock. */
  train: (job: TrainJob) => Promise<{ event: TrainerEvent; at: number }[]>
  end: () => void
}

function startTrainer(spawn: SpawnTrainer): Trainer {
  let heard: { event: TrainerEvent; at: number }[] = []
  let settle = Promise.withResolvers<typeof heard>()
  let lost: WorkbenchError | undefined
  const trainer = spawn({
    onEvent(event) {
      heard.push({ event, at: performance.now() / 1000 })
      if (event.type === 'idle') settle.resolve(heard)
      if (event.type === 'failed') settle.reject(new WorkbenchError('unavailable', event.message))
    },
    onEnd(reason) {
      lost = new WorkbenchError('trainer-lost', reason)
      settle.reject(lost)
    },
  })
  return {
    train(job) {
      heard = []
      settle = Promise.withResolvers()
      // It may have ended between two jobs, when nobody waited for it.
      if (lost !== undefined) settle.reject(lost)
      else trainer.send({ type: 'train', job })
      return settle.promise
    },
    end: () => trainer.kill(),
  }
}

type Place = { backend: BackendChoice; datasetFolder: string }

async function measure(trainer: Trainer, shape: Shape, place: Place): Promise<MeasuredShape> {
  const { key, recipe } = shape
  const steps = Math.min(
    stepPlan(recipe).totalSteps,
    Math.max(FEWEST_STEPS, Math.ceil(IMAGES / recipe.batchSize)),
  )
  return { key, ...costOf(await trainer.train(jobOf(shape, steps, place)), steps) }
}

/** Some steps of a shape, evaluated once, at the end: the epochs on the way are none of its costs. */
function jobOf({ key, recipe, cohort }: Shape, steps: number, place: Place): TrainJob {
  const members = Array.from({ length: cohort }, (_, seed) => ({
    ...{ runKey: `${key} ${seed}`, seed, learningRate: 1e-6 },
    start: { from: 'fresh' } as const,
  }))
  const { backend, datasetFolder } = place
  const once = { budget: { unit: 'steps', amount: steps }, evaluateEveryEpochs: steps } as const
  return { jobId: key, datasetFolder, recipe: { ...recipe, ...once }, members, backend }
}

function costOf(events: { event: TrainerEvent; at: number }[], steps: number): Omit<MeasuredShape, 'key'> {
  const at = (type: TrainerEvent['type']) => events.find(({ event }) => event.type === type)!.at
  const started = events.find(({ event }) => event.type === 'started')!.event as { backend: BackendName }
  const seconds = events.flatMap(({ event }) => {
    return event.type === 'metrics' && event.runKey.endsWith(' 0') ? [...event.seconds] : []
  })
  // The first half warms the engine up.
  const middle = Math.floor(steps / 2)
  const secondsPerStep = (seconds[steps - 1]! - seconds[middle - 1]!) / (steps - middle)
  const trained = events.findLast(({ event }) => event.type === 'metrics')!.at
  const secondsPerEvaluation = at('evaluated') - trained
  const whole = events.at(-1)!.at - at('started')
  const secondsOnce = Math.max(0, whole - seconds[steps - 1]! - secondsPerEvaluation)
  return { backend: started.backend, cost: { secondsPerStep, secondsPerEvaluation, secondsOnce } }
}
