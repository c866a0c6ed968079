import * as z from 'zod/mini'
import {
  LONGEST_NAME,
  LONGEST_NOTES,
  LONGEST_PATH,
  MOST_COUNTS,
  MOST_RUNS,
  MOST_STEPS,
  MOST_TAGS,
  MOST_VERSIONS,
} from './bounds.ts'
import { BackendName } from './trainer.ts'
import { SpecSchema } from '../domain/spec.ts'

/** What became of an experiment: what a results file holds. The schema reads the file; the types are the record's. */

const count = z.int().check(z.nonnegative())
const int32 = count.check(z.maximum(2 ** 31 - 1))
/** JSON has no word for what is not finite: it is written as null and read as NaN. */
const anyNumber = z.pipe(
  z.nullable(z.union([z.number(), z.custom<number>(isNotFinite)])),
  z.transform((value) => value ?? NaN),
)
/** As a file holds them, or as the host gives them. */
const floats = z.pipe(
  z.union([z.instanceof(Float32Array), z.array(z.nullable(z.number())).check(z.maxLength(MOST_STEPS))]),
  z.transform((values) =>
    values instanceof Float32Array ? values : Float32Array.from(values, (value) => value ?? NaN),
  ),
)
const text = z.string().check(z.maxLength(LONGEST_NOTES))
const name = z.string().check(z.maxLength(LONGEST_NAME))
const Scores = z.strictObject({ loss: anyNumber, accuracy: anyNumber })

/** Values of every step, from the first. */
const Series = z.strictObject({
  /** Mean cross-entropy of the step's batch in nats, before the step's update. */
  loss: floats,
  /** Share of the batch that was classified right, in training mode. */
  accuracy: floats,
  /** Euclidean norm of the gradient of all learned arrays. */
  gradientNorm: floats,
  /** Seconds trained when the step ended, evaluation not counted. */
  seconds: floats,
})

const Evaluation = z.strictObject({
  step: count,
  epoch: z.number(),
  test: Scores,
  train: z.nullable(Scores),
  validation: z.nullable(Scores),
})

/** When the test accuracy first reached the target; seconds depend on what else the machine was doing. */
const TargetReached = z.strictObject({
  accuracy: z.number(),
  step: count,
  examples: count,
  seconds: z.number(),
})

const RunRecord = z.strictObject({
  key: name,
  pairKey: name,
  role: z.enum(['compared', 'preparation']),
  arm: name,
  batchSize: count,
  learningRate: z.number(),
  scaledLearningRate: z.number(),
  seed: count,
  parent: z.nullable(name),
  outcome: z.enum(['done', 'did not learn', 'diverged', 'stopped', 'failed', 'unfinished']),
  /** Why it was stopped, failed or tried again; null where nothing is to be said. */
  reason: z.nullable(text),
  attempts: count,
  backend: z.nullable(z.strictObject({ name: BackendName, reason: text })),
  stepsPerEpoch: count,
  totalSteps: count,
  secondsTrained: z.number(),
  /** Mean of the losses of each whole epoch's steps, each step counted once. */
  epochLosses: z.array(anyNumber).check(z.maxLength(MOST_STEPS)),
  evaluations: z.array(Evaluation).check(z.maxLength(MOST_STEPS)),
  /** Null unless the run came to an end of its own. */
  result: z.nullable(
    z.strictObject({
      running: Scores,
      precise: z.nullable(Scores),
      batch: z.nullable(Scores),
      /** Counts [true class × predicted class], row by row. */
      confusion: z.array(int32).check(z.maxLength(MOST_COUNTS)),
    }),
  ),
  targetReached: z.nullable(TargetReached),
  /** The final checkpoint's file, relative to the results file. */
  checkpoint: z.nullable(z.string().check(z.maxLength(LONGEST_PATH))),
  series: Series,
})

export const Environment = z.strictObject({
  product: z.strictObject({ version: name, commit: z.nullable(name) }),
  node: name,
  platform: name,
  processor: name,
  cores: count,
  memoryBytes: count,
  trainers: count,
  versions: z
    .record(name, name)
    .check(
      z.refine(
        (versions) => Object.keys(versions).length <= MOST_VERSIONS,
        `must name at most ${MOST_VERSIONS} libraries`,
      ),
    ),
})

export const RESULTS_FORMAT = 'batchnorm-workbench results'

export const ExperimentRecord = z.strictObject({
  format: z.literal(RESULTS_FORMAT),
  version: z.literal(1),
  name,
  preset: z.nullable(name),
  notes: z._default(text, ''),
  tags: z._default(z.array(name.check(z.minLength(1))).check(z.maxLength(MOST_TAGS)), []),
  /** How often results of this question have been judged, these included: more than 1 after seeds were added. */
  looks: z._default(count, 1),
  startedAt: z.iso.datetime(),
  seconds: z.number(),
  spec: SpecSchema,
  dataset: z.strictObject({
    name,
    digest: name,
    trainCount: count,
    testCount: count,
    height: count,
    width: count,
    classes: count,
  }),
  /** Accuracy of the best constant answer on the test images used. */
  chance: z.number(),
  environment: Environment,
  fairnessNotes: z.array(text).check(z.maxLength(MOST_RUNS)),
  runs: z.array(RunRecord).check(z.maxLength(MOST_RUNS)),
})

export type ExperimentRecord = z.output<typeof ExperimentRecord>
export type RunRecord = z.output<typeof RunRecord>
export type RunSeries = z.output<typeof Series>
export type Environment = z.output<typeof Environment>

function isNotFinite(value: unknown): boolean {
  return typeof value === 'number' && !Number.isFinite(value)
}
