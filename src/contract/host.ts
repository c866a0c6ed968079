import * as z from 'zod/mini'
import { LONGEST_NOTES, MOST_IDS, MOST_SPEC_VALUES, MOST_TAGS } from './bounds.ts'
import {
  BackendChoice,
  choices,
  Count,
  ExperimentStatus,
  GivenName,
  Id,
  Name,
  Nothing,
  Path,
  RunStatus,
} from './call-parts.ts'
import { compareCalls, type CompareAnswers } from './compare-calls.ts'
import { datasetCalls, type DatasetAnswers } from './dataset-calls.ts'
import type { ExperimentRecord } from './experiment-record.ts'
import { exportCalls, type ExportAnswers, type ExportForm } from './export-calls.ts'
import type {
  Changed,
  ExperimentDetail,
  ExperimentSummary,
  Facets,
  ImagePage,
  Plan,
  QueueState,
  RunDetail,
  RunSummary,
  SystemInfo,
} from './host-answers.ts'
import { metricCalls, type MetricAnswers } from './metric-calls.ts'
import { reportCalls, type ReportAnswers } from './report.ts'
import type { BackendReport } from './trainer.ts'
import { holdsAtMost } from './value-count.ts'

/** All that a renderer, a terminal or a test can ask of the host. Inputs are validated where they arrive. */

const AnyObject = z.custom((value: unknown) => typeof value === 'object' && value !== null)
/** A spec as it was typed: the domain checks it, with its own messages. */
const AnySpec = AnyObject.check(
  z.refine(
    (spec) => holdsAtMost(spec, MOST_SPEC_VALUES),
    `must hold at most ${MOST_SPEC_VALUES} values, itself and all in it counted`,
  ),
)
const Ids = z.strictObject({ ids: z.array(Id).check(z.minLength(1), z.maxLength(MOST_IDS)) })

const Page = {
  offset: z._default(Count, 0),
  limit: z._default(z.int().check(z.positive(), z.maximum(1000)), 50),
}
export const ExperimentQuery = z.strictObject({
  /** Words that must occur in the name, the notes or the tags, at least three characters long. */
  search: z._default(z.string().check(z.maxLength(200)), ''),
  trashed: z._default(z.boolean(), false),
  /** Each filter keeps what has one of these; none given keeps all. */
  statuses: z.optional(choices(ExperimentStatus)),
  normalizations: z.optional(choices(z.string().check(z.maxLength(60)))),
  /** By their names. */
  arms: z.optional(choices(GivenName)),
  datasets: z.optional(choices(GivenName)),
  tags: z.optional(choices(Name)),
  /** Milliseconds since 1970, both included. */
  createdFrom: z.optional(z.number()),
  createdTo: z.optional(z.number()),
  sort: z._default(z.enum(['created', 'name', 'runs', 'dataset', 'status']), 'created'),
  descending: z._default(z.boolean(), true),
  ...Page,
})
export const RunQuery = z.strictObject({
  experimentId: z.optional(Id),
  statuses: z.optional(choices(RunStatus)),
  sort: z._default(z.enum(['position', 'accuracy', 'started']), 'position'),
  descending: z._default(z.boolean(), false),
  ...Page,
})
const NewExperiment = z.strictObject({
  spec: AnySpec,
  backend: z._default(BackendChoice, 'auto'),
  preset: z._default(z.nullable(GivenName), null),
  /** How often results of this question have been judged, these included: more than 1 after seeds were added. */
  looks: z._default(z.int().check(z.positive()), 1),
})
export const Settings = z.strictObject({
  /** Trainers at once; null means one per core. */
  parallel: z.nullable(z.int().check(z.positive(), z.maximum(256))),
  /** One trainer fewer than there are cores. */
  leaveOneCoreFree: z.boolean(),
})

/** Every call with the schema of its one argument. The answers' types are in `HostAnswers`. */
export const hostCalls = {
  /** What an experiment would cost and where it is unfair, before anything starts. */
  'experiments.plan': z.strictObject({
    spec: AnySpec,
    backend: z._default(BackendChoice, 'auto'),
    /** Whether shapes whose cost is not known here are measured, which takes seconds; else the time left is null. */
    measure: z._default(z.boolean(), true),
  }),
  /** Stores the experiment and queues its runs in one transaction. */
  'experiments.create': NewExperiment,
  'experiments.list': ExperimentQuery,
  'experiments.get': z.strictObject({ id: Id }),
  /** What there is to filter by, each with the number of experiments that have it. */
  'experiments.facets': z.strictObject({ trashed: z._default(z.boolean(), false) }),
  /** What a text may mean: an id, the beginning of one (four characters at least), or a whole name; ten at most. */
  'experiments.find': z.strictObject({ text: z.string().check(z.minLength(1), z.maxLength(200)) }),
  /** All that was recorded, every step of every run included where wanted. */
  'experiments.record': z.strictObject({ id: Id, series: z._default(z.boolean(), false) }),
  'experiments.rename': z.strictObject({ id: Id, name: Name }),
  'experiments.annotate': z.strictObject({ id: Id, notes: z.string().check(z.maxLength(LONGEST_NOTES)) }),
  'experiments.tag': z.strictObject({ id: Id, tags: z.array(Name).check(z.maxLength(MOST_TAGS)) }),
  /** Stops what trains within a step and takes the rest out of the queue; both can be resumed. */
  'experiments.stop': z.strictObject({ id: Id }),
  /** Queues again what was stopped, interrupted or failed, each from its last checkpoint. */
  'experiments.resume': z.strictObject({ id: Id }),
  /** Out of sight, out of the queue; nothing is lost until it is purged. */
  'experiments.trash': Ids,
  'experiments.restore': Ids,
  /** What a purge of these would take away: their runs, and the checkpoint files that nothing else needs. */
  'experiments.weigh': Ids,
  /** Removes trashed experiments for good, with their files. */
  'experiments.purge': Ids,
  /** Takes in a record that `experiments.record` gave, of this or another database. */
  'experiments.import': z.strictObject({ record: AnyObject }),
  ...compareCalls,
  ...exportCalls,
  ...reportCalls,
  'runs.list': RunQuery,
  'runs.get': z.strictObject({ id: Id }),
  /** The same for runs; within an experiment also `arm/batch size/seed`. */
  'runs.find': z.strictObject({
    text: z.string().check(z.minLength(1), z.maxLength(200)),
    experimentId: z.optional(Id),
  }),
  'runs.stop': Ids,
  /** Trains failed, stopped or interrupted runs again from the start, as a new attempt. */
  'runs.retry': Ids,
  /** A new experiment of one run that starts from this one's weights at a checkpoint, the last where no step is given. */
  'runs.continueFrom': z.strictObject({
    id: Id,
    step: z.optional(Count),
    epochs: z.int().check(z.positive(), z.maximum(100_000)),
    learningRate: z.optional(z.number().check(z.positive())),
    name: z.optional(Name),
  }),
  /** The test images of one cell of a finished run's confusion matrix. */
  'runs.confused': z.strictObject({
    id: Id,
    actual: Count,
    predicted: Count,
    limit: z._default(z.int().check(z.positive(), z.maximum(500)), 60),
  }),
  'runs.exportPytorch': z.strictObject({ id: Id, directory: Path }),
  'queue.state': Nothing,
  /** Starts nothing more; what trains goes on. */
  'queue.pause': Nothing,
  'queue.resume': Nothing,
  /** Moves an experiment before another one, or behind all (null): of both some runs train or wait here. */
  'queue.move': z.strictObject({ id: Id, before: z.nullable(Id) }),
  ...metricCalls,
  ...datasetCalls,
  'system.info': Nothing,
  /** Probes every backend; it may take seconds. */
  'system.doctor': Nothing,
  'system.settings': Nothing,
  'system.changeSettings': z.partial(Settings),
  /** A consistent copy of the database as one new file. */
  'system.backup': z.strictObject({ file: Path }),
} as const

export type HostAnswers = CompareAnswers &
  ExportAnswers &
  ReportAnswers &
  MetricAnswers &
  DatasetAnswers & {
    'experiments.plan': Plan
    'experiments.create': ExperimentSummary
    'experiments.list': { total: number; experiments: ExperimentSummary[] }
    'experiments.get': ExperimentDetail
    'experiments.facets': Facets
    'experiments.find': ExperimentSummary[]
    'experiments.record': ExperimentRecord
    'experiments.rename': ExperimentSummary
    'experiments.annotate': ExperimentSummary
    'experiments.tag': ExperimentSummary
    'experiments.stop': Changed
    'experiments.resume': Changed
    /** `stopped` are the names of those whose training that ended. */
    'experiments.trash': Changed & { stopped: string[] }
    'experiments.restore': Changed
    'experiments.weigh': { runs: number; bytes: number }
    'experiments.purge': { ids: string[]; bytesFreed: number }
    'experiments.import': { experiment: ExperimentSummary; isNew: boolean }
    'runs.list': { total: number; runs: RunSummary[] }
    'runs.get': RunDetail
    'runs.find': RunSummary[]
    'runs.stop': Changed
    'runs.retry': Changed
    'runs.continueFrom': ExperimentSummary
    'runs.confused': ImagePage
    'runs.exportPytorch': { run: RunSummary; files: string[] }
    'queue.state': QueueState
    'queue.pause': QueueState
    'queue.resume': QueueState
    'queue.move': QueueState
    'system.info': SystemInfo
    'system.doctor': { backends: BackendReport[]; versions: Record<string, string>; info: SystemInfo }
    'system.settings': Settings
    'system.changeSettings': Settings
    'system.backup': { file: string; bytes: number }
  }

/** Hints only: they say what changed, never what it is now. A lost one costs nothing. */
export type HostEvents = {
  'experiments.changed': { ids: string[] }
  'runs.changed': { ids: string[] }
  'metrics.grew': { cursor: number }
  'queue.changed': Record<string, never>
  /** How far an export is, in parts of its own measure. */
  'exports.progress': { id: string; form: ExportForm; done: number; total: number }
  /** How much of a data set that is made or read is ready. */
  'datasets.progress': { name: string; done: number; total: number }
  /** A data set came, went, or its download changed its state. */
  'datasets.changed': { names: string[] }
}

export type ExperimentQuery = z.output<typeof ExperimentQuery>
export type RunQuery = z.output<typeof RunQuery>
export type Settings = z.output<typeof Settings>

export type HostCall = keyof typeof hostCalls
export type HostInput<C extends HostCall> = z.input<(typeof hostCalls)[C]>
/** A call's argument after validation, its defaults filled in. */
export type HostArgument<C extends HostCall> = z.output<(typeof hostCalls)[C]>

/** The host as its users see it, in this process or at the other end of a channel. */
export type HostApi = {
  call<C extends HostCall>(name: C, input: HostInput<C>): Promise<HostAnswers[C]>
  /** Listens for hints; returns a function that ends the listening. */
  on<E extends keyof HostEvents>(event: E, listener: (hint: HostEvents[E]) => void): () => void
}

/** What the host implements: one function a call, given the validated argument. */
export type HostHandlers = {
  [C in HostCall]: (input: HostArgument<C>) => Promise<HostAnswers[C]> | HostAnswers[C]
}
