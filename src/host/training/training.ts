import { setTimeout } from 'node:timers/promises'
import { WorkbenchError } from '../../contract/errors.ts'
import type { RunStatus } from '../../contract/call-parts.ts'
import type { QueueState } from '../../contract/host-answers.ts'
import type { OpenedDataset } from '../../datasets/catalog.ts'
import type { CheckpointFiles } from '../checkpoint-files.ts'
import { readEnvironment } from '../environment.ts'
import type { Hints } from '../hints.ts'
import { CostBook } from '../plan/cost-book.ts'
import type { Store } from '../store/open-store.ts'
import type { StoredRun } from '../store/run-row.ts'
import type { SpawnTrainer } from '../supervised-trainer.ts'
import { learnedCost } from './learn-cost.ts'
import { LiveRuns } from './live-runs.ts'
import type { PoolEvent } from './pool-event.ts'
import { Recorder } from './recorder.ts'
import { secondsLeftByExperiment } from './remaining-time.ts'
import { RunStarts } from './run-starts.ts'
import { TrainingPool } from './training-pool.ts'
import { TrainingQueue, type QueuedRun } from './training-queue.ts'
import { Writer } from './writer.ts'

export type TrainingOptions = {
  store: Store
  files: CheckpointFiles
  hints: Hints
  spawn: SpawnTrainer
  /** How many trainers work at once. */
  trainers: () => number
  graceSeconds?: number
  checkpointEverySeconds?: number
}

const SETTLE_MS = 20
const STOPPED = 'Stopped by the user.'
const CLOSED = 'The program that trained it was closed.'

/** Trains what this host was asked to train, and writes all of it down. */
export class Training {
  readonly costs: CostBook
  readonly #options: TrainingOptions
  readonly #writer: Writer
  readonly #recorder: Recorder
  readonly #starts: RunStarts
  readonly #queue: TrainingQueue
  readonly #pool: TrainingPool
  readonly #live = new LiveRuns()
  #versions: Record<string, string> = {}
  #pausedByUser = false

  constructor(options: TrainingOptions) {
    const { store, files, hints } = options
    this.#options = options
    this.costs = new CostBook(store, options.trainers)
    this.#writer = new Writer({
      transaction: (action) => store.transaction(action),
      onWritten: () => this.#written(),
      onProblem: () => this.#applyPause(),
    })
    const environment = () => readEnvironment(options.trainers(), this.#versions)
    this.#recorder = new Recorder(store, files, this.#writer, environment)
    const written = async (runId: string): Promise<void> => {
      await this.#recorder.settled(runId)
      this.#writer.flush()
    }
    this.#starts = new RunStarts(store, files, written)
    this.#queue = new TrainingQueue(
      (change) => {
        this.#recorder.changeStatus(change)
        hints.runsChanged(change.run.id)
        hints.experimentsChanged(change.run.experimentId)
      },
      (runId) => this.#recorder.statusOf(runId),
      (runId) => {
        this.#writer.flush()
        return this.#starts.lastStep(runId)
      },
    )
    this.#pool = new TrainingPool({
      spawn: options.spawn,
      queue: this.#queue,
      trainers: options.trainers,
      start: (run) => this.#starts.startOf(run),
      onEvent: (event) => this.#receive(event),
      graceSeconds: options.graceSeconds ?? 10,
      checkpointEverySeconds: options.checkpointEverySeconds ?? 30,
    })
  }

  /** Queues runs of one experiment behind all others; each goes on from its last checkpoint. */
  add(runs: readonly StoredRun[], dataset: OpenedDataset, chance: number | null): void {
    const queued = runs
      .filter(({ id }) => !this.#queue.has(id))
      .map((run) => this.#queuedRun(run, dataset, chance))
    this.#queue.add(queued)
    this.#pool.next()
    this.#options.hints.queueChanged()
  }

  /** Whether this run is queued or in training here. */
  has(runId: string): boolean {
    return this.#queue.has(runId)
  }

  /** The ids of the experiments of which any run is. */
  experiments(): ReadonlySet<string> {
    return new Set(this.#queue.pending().map((run) => run.experimentId))
  }

  /** The status as it was told last, which may not be in the database yet. @throws WorkbenchError `not-found` */
  statusOf(runId: string): RunStatus {
    return this.#recorder.statusOf(runId)
  }

  /** Stops runs within a step, and takes queued ones out of the queue. */
  stop(runIds: readonly string[]): void {
    this.#queue.endQueued(runIds, 'stopped', STOPPED)
    this.#pool.stop(runIds, 'stopped', STOPPED)
    this.#pool.next()
  }

  /** Resolves when none of these runs is queued or in training here, and all that they told is written. */
  async settled(runIds: readonly string[]): Promise<void> {
    while (runIds.some((id) => this.has(id))) await setTimeout(SETTLE_MS)
    for (const id of runIds) await this.#recorder.settled(id)
    this.#writer.flush()
  }

  setPaused(isPaused: boolean): void {
    this.#pausedByUser = isPaused
    this.#applyPause()
  }

  /**
   * Moves an experiment's runs before those of another one, or behind all.
   * @returns the runs that are queued here, in their new order
   * @throws WorkbenchError `not-found` when one of the two has no run here
   */
  move(experimentId: string, before: string | null): string[] {
    this.#queue.move(experimentId, before)
    this.#options.hints.queueChanged()
    return this.#queue.queued()
  }

  /** After a change of how many trainers work at once. */
  trainersChanged(): void {
    this.#pool.next()
  }

  state(): QueueState {
    return {
      isPaused: this.#pool.isPaused,
      problem: this.#writer.problem,
      queued: this.#queue.count('queued'),
      running: this.#queue.count('running'),
      experiments: [...this.experiments()],
      trainers: this.#live.activities(),
    }
  }

  /** Seconds until each experiment here is trained, by its id, where that is known. */
  secondsLeft(): Map<string, number> {
    const context = { live: this.#live, costs: this.costs }
    return secondsLeftByExperiment(this.#queue.pending(), this.#options.trainers(), context)
  }

  /** Writes all that was told so far; for whoever reads it next. */
  flush(): void {
    this.#writer.flush()
  }

  /** Stops all training, as interrupted, and ends every trainer. Resolves when all is written. */
  async close(): Promise<void> {
    await this.#pool.close(CLOSED)
    await this.#recorder.allSettled()
    const isWritten = this.#writer.flush()
    await this.#recorder.removed()
    if (isWritten) return
    throw new WorkbenchError(
      'unavailable',
      `What was trained last could not be written: ${this.#writer.problem!}`,
    )
  }

  /** Ends all trainers at once, and writes nothing more. */
  abandon(): void {
    this.#writer.discard()
    this.#pool.kill()
  }

  #queuedRun(run: StoredRun, { folder }: OpenedDataset, chance: number | null): QueuedRun {
    const { id, experimentId, planned, parentId, backendChoice: backend } = run
    const startStep = this.#starts.lastStep(id)
    return { id, experimentId, planned, parentId, startStep, backend, datasetFolder: folder, chance }
  }

  #receive(event: PoolEvent): void {
    if (event.type === 'trainer-ready') {
      this.#versions = event.versions
      // Not in the transaction that begins a run: the first time it asks another program.
      readEnvironment(0, {})
    }
    if (event.type === 'backend-chosen')
      this.#recorder.chooseBackend(event.runIds, event.backend, event.reason)
    if (event.type === 'told') {
      this.#recorder.tell(event.run, event.event)
      const learned = event.event.type === 'finished' ? learnedCost(this.costs, this.#live, event.run) : null
      if (learned !== null) this.#writer.write(learned, ({ message }) => process.emitWarning(message))
    }
    this.#live.receive(event)
    if (event.type === 'assigned' || event.type === 'unassigned') this.#options.hints.queueChanged()
  }

  #written(): void {
    const { store, hints } = this.#options
    hints.metricsGrew(store.series.cursor())
    this.#recorder.removeNeedless()
    // A child may start now that its parent's end is written. Not at once: the pool may be in the middle of a change.
    queueMicrotask(() => this.#pool.next())
  }

  /** While nothing can be written nothing more is started: what trains goes on, and is kept in memory. */
  #applyPause(): void {
    this.#pool.setPaused(this.#pausedByUser || this.#writer.problem !== null)
    this.#options.hints.queueChanged()
  }
}
