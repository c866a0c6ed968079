import type { DatasetInfo, DownloadName } from '../domain/dataset.ts'
import type { RunOutcome } from '../domain/outcome.ts'
import type { Spec } from '../domain/spec.ts'
import type { ExperimentRecord } from './experiment-record.ts'
import type { BackendChoice, ExperimentStatus, MetricName, RunStatus } from './call-parts.ts'
import type { Scores } from './trainer.ts'

/** What the host answers, by the names that `HostAnswers` gives to the calls. */

/** The ids of what was changed by a call; what needed no change is not among them. */
export type Changed = { ids: string[] }

export type RunCounts = Record<RunStatus, number>

export type ExperimentSummary = {
  id: string
  name: string
  /**
   * queued: nothing has begun; finished: every run is done or diverged; stopped: all others were stopped as asked;
   * incomplete: some failed or were interrupted.
   */
  status: ExperimentStatus
  preset: string | null
  dataset: string
  notes: string
  tags: string[]
  looks: number
  /** Milliseconds since 1970. */
  createdAt: number
  trashedAt: number | null
  runs: RunCounts
  /** Share of the steps that are trained, 0 to 1. */
  share: number
  /** Null when nothing trains or nothing is known yet. */
  secondsLeft: number | null
}

export type ExperimentDetail = ExperimentSummary & {
  spec: Spec
  datasetInfo: DatasetInfo
  fairnessNotes: string[]
  /** Where it was imported from; null for one that was made in this database. */
  origin: ExperimentOrigin | null
}

/** Where an imported experiment comes from, when it came, and which version wrote what it came in. */
export type ExperimentOrigin = {
  form: 'bundle' | 'results'
  /** Its id and when it was made (milliseconds since 1970) where it was trained; null where the file does not say. */
  experimentId: string | null
  createdAt: number | null
  program: { version: string; commit: string | null }
  /** Milliseconds since 1970, and the version that took it in. */
  importedAt: number
  importedBy: string
}

/** Choices to filter the list of experiments by, the most frequent first. */
export type Facets = Record<
  'statuses' | 'normalizations' | 'arms' | 'datasets' | 'tags',
  { value: string; experiments: number }[]
>

/** Grey images in a row: `pixels` holds them one after another, row by row, 0 (paper) to 255 (ink). */
export type ImagePage = {
  height: number
  width: number
  /** How many there are in all; `pixels`, `labels` and `positions` hold the page of them. */
  total: number
  pixels: Uint8Array
  labels: Uint8Array
  /** Where each stands in its split. */
  positions: Int32Array
}

export type DatasetPreview = ImagePage & {
  info: DatasetInfo
  classNames: string[]
  /** Images by class. */
  trainCounts: Int32Array
  testCounts: Int32Array
}

export type DownloadState = {
  name: DownloadName
  title: string
  /** Bytes of all four files, as published. */
  bytes: number
  /** Who made it and under which licence. */
  source: string
  state: 'absent' | 'partial' | 'loading' | 'ready' | 'failed'
  bytesDone: number
  /** Why the last try failed, and what to do; null while nothing went wrong. */
  problem: string | null
}

export type RunSummary = {
  id: string
  experimentId: string
  /** Content key: equal for runs whose numbers must be equal on one backend. */
  key: string
  role: 'compared' | 'preparation'
  arm: string
  batchSize: number
  learningRate: number
  seed: number
  status: RunStatus
  /** Null until it has ended. */
  outcome: RunOutcome | null
  reason: string | null
  attempt: number
  stepsDone: number
  totalSteps: number
  stepsPerEpoch: number
  secondsTrained: number
  finalTestAccuracy: number | null
  finalTestLoss: number | null
  startedAt: number | null
  endedAt: number | null
}

export type Evaluation = {
  step: number
  epoch: number
  test: Scores
  train: Scores | null
  validation: Scores | null
}

export type RunDetail = RunSummary & {
  backend: { name: string; reason: string } | null
  environment: ExperimentRecord['environment'] | null
  evaluations: Evaluation[]
  /** Scores with running statistics, re-estimated ones and the evaluation batch's; the last two null without BN. */
  result: { running: Scores; precise: Scores | null; batch: Scores | null; confusion: Int32Array } | null
  checkpoints: { step: number; isFinal: boolean; bytes: number; file: string }[]
}

export type Plan = {
  name: string
  dataset: DatasetInfo
  runs: number
  /** Those of them that only give others the weights they start from. */
  preparationRuns: number
  cohorts: number
  totalSteps: number
  trainers: number
  backend: BackendChoice
  /** By calibration of these shapes on this machine; null where that could not be measured. */
  secondsLeft: number | null
  /** Estimates, in bytes. */
  disk: number
  diskFree: number
  memory: { perTrainer: number; total: number; machine: number }
  notes: { severity: 'unfair' | 'note'; text: string }[]
  /** Why it cannot be run, in sentences; empty when it can. */
  problems: string[]
}

/** What a trainer is doing at this moment. */
export type TrainerActivity = {
  trainer: number
  experimentId: string
  run: Pick<RunSummary, 'id' | 'arm' | 'batchSize' | 'learningRate' | 'seed'>
  /** Runs that train stacked with it, itself included. */
  cohort: number
  epoch: number
  epochs: number
  loss: number | null
  imagesPerSecond: number | null
}

export type QueueState = {
  isPaused: boolean
  /** Why nothing can be written (a full disk, say), while nothing can; training pauses until it can again. */
  problem: string | null
  queued: number
  running: number
  /** Those with runs that this host is to train, by id, in the order in which they come. */
  experiments: string[]
  trainers: TrainerActivity[]
}

/** Points in order of their steps; each stands for the steps up to the next one's. All arrays have one length. */
export type SeriesPoints = {
  steps: Int32Array
  min: Float32Array
  max: Float32Array
  last: Float32Array
  /** How many steps lie between the bounds that were asked for. */
  total: number
}

/** The mean of a metric over each epoch that was begun, over every step of it; the last may not be over. */
export type EpochMeans = {
  means: Float64Array
  /** How many steps they are of. */
  total: number
}

/** Values of consecutive steps of one run. */
export type MetricRows = { runId: string; firstStep: number } & Record<MetricName, Float32Array>

/** A run whose rows begin at or before a step already known was cut back to there: what was known from it on is void. */
export type MetricPage = {
  cursor: number
  rows: MetricRows[]
  /** Whether there is more already: ask again at once, with this page's cursor. */
  hasMore: boolean
}

export type SystemInfo = {
  version: string
  commit: string | null
  node: string
  platform: string
  processor: string
  cores: number
  memoryBytes: number
  database: string
  schema: number
  databaseBytes: number
  home: string
  diskFree: number
  /** Process that holds the database. */
  pid: number
  /** Why nothing can be written, in sentences: its schema is newer than this program; null when it can. */
  readOnlyReason: string | null
}
