import * as z from 'zod/mini'
import { Recipe } from '../domain/recipe.ts'

/** What crosses between the host and a trainer process. Validated where it arrives, on both sides. */

const floats = z.instanceof(Float32Array)
/** Any number: the loss of a run that diverged may be NaN or infinite. */
const anyNumber = z.custom<number>((value) => typeof value === 'number')
const step = z.int().check(z.nonnegative())
export const BackendName = z.enum(['wasm', 'cpu', 'webgpu', 'cuda'])

/** All that a bitwise resume needs. Arrays by key: `0.weight`, and an optimizer's `0.weight:velocity` … */
export const Checkpoint = z.strictObject({
  step,
  secondsTrained: z.number(),
  /** The loss of the first step, against which divergence is judged; null before it. */
  initialLoss: z.nullable(anyNumber),
  tensors: z.record(z.string(), floats),
})

const Start = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('fresh') }),
  /** The weights and running statistics of another run; the optimizer and the step count start anew. */
  z.strictObject({ from: z.literal('weights'), tensors: z.record(z.string(), floats) }),
  z.strictObject({ from: z.literal('checkpoint'), checkpoint: Checkpoint }),
])

/** One member of a cohort: a run. */
const Member = z.strictObject({
  runKey: z.string(),
  seed: z.int(),
  /** Already scaled by the rule over batch sizes. */
  learningRate: z.number().check(z.positive()),
  start: Start,
})

/** A cohort to train: runs of one shape. */
export const TrainJob = z.strictObject({
  jobId: z.string(),
  /** Folder of the prepared data set that the recipe names. */
  datasetFolder: z.string(),
  recipe: Recipe,
  members: z.array(Member).check(z.minLength(1)),
  backend: z.union([BackendName, z.literal('auto')]),
  /** A checkpoint every so many seconds beside those of the recipe, from which a lost run is resumed; it changes no number. */
  checkpointEverySeconds: z.optional(z.number().check(z.positive())),
})

/** From the host to a trainer. */
export const TrainerCommand = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('train'), job: TrainJob }),
  /** Stops these runs within a step; each answers with `finished`. */
  z.strictObject({ type: z.literal('stop'), runKeys: z.array(z.string()) }),
  /** Asks which backends can be had here; answered with `probed`. It may take seconds. */
  z.strictObject({ type: z.literal('probe') }),
  /** Lets other processes go first from now on, until it ends: somebody looks at a page while it trains. */
  z.strictObject({ type: z.literal('yield') }),
  /** Ends the process once everything said has been sent. */
  z.strictObject({ type: z.literal('exit') }),
])

const Scores = z.strictObject({ loss: anyNumber, accuracy: z.number() })
export const BackendReport = z.strictObject({ name: BackendName, available: z.boolean(), detail: z.string() })

/** From a trainer to the host. */
export const TrainerEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready'), versions: z.record(z.string(), z.string()) }),
  z.strictObject({ type: z.literal('probed'), backends: z.array(BackendReport) }),
  /** Which backend trains the job, and why that one. */
  z.strictObject({ type: z.literal('started'), jobId: z.string(), backend: BackendName, reason: z.string() }),
  /** Values of the steps firstStep, firstStep + 1 … (counted from 0), of one run. */
  z.strictObject({
    type: z.literal('metrics'),
    runKey: z.string(),
    firstStep: step,
    loss: floats,
    accuracy: floats,
    gradientNorm: floats,
    /** Seconds trained when each step ended, evaluation not counted. */
    seconds: floats,
  }),
  /** Scores in evaluation mode after `step` steps. */
  z.strictObject({
    type: z.literal('evaluated'),
    runKey: z.string(),
    step,
    epoch: z.number(),
    test: Scores,
    train: z.nullable(Scores),
    validation: z.nullable(Scores),
  }),
  z.strictObject({ type: z.literal('checkpoint'), runKey: z.string(), checkpoint: Checkpoint }),
  z.strictObject({
    type: z.literal('finished'),
    runKey: z.string(),
    outcome: z.enum(['done', 'diverged', 'stopped']),
    checkpoint: Checkpoint,
    /** Null when the run was stopped. */
    result: z.nullable(
      z.strictObject({
        /** Test scores with running statistics, with re-estimated ones, with the evaluation batch's; the last two null without BN. */
        running: Scores,
        precise: z.nullable(Scores),
        batch: z.nullable(Scores),
        /** Counts [true class × predicted class], row by row, in the running mode. */
        confusion: z.instanceof(Int32Array),
        /** The class that the running mode says of each test image, in their order. */
        predicted: z.instanceof(Uint8Array),
      }),
    ),
  }),
  /** The job could not be trained, or not to its end. */
  z.strictObject({ type: z.literal('failed'), jobId: z.string(), message: z.string() }),
  z.strictObject({ type: z.literal('idle'), jobId: z.string() }),
])

export type BackendName = z.output<typeof BackendName>
export type BackendReport = z.output<typeof BackendReport>
export type Checkpoint = z.output<typeof Checkpoint>
export type TrainJob = z.output<typeof TrainJob>
export type Member = z.output<typeof Member>
export type TrainerCommand = z.output<typeof TrainerCommand>
export type TrainerEvent = z.output<typeof TrainerEvent>
export type Scores = z.output<typeof Scores>
export type RunResult = NonNullable<Extract<TrainerEvent, { type: 'finished' }>['result']>
