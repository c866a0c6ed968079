import type { BackendChoice, RunStatus } from '../../contract/call-parts.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type { PlannedRun } from '../../domain/grid.ts'
import { changeStatus } from '../run-status.ts'
import { trainingWork } from '../training-work.ts'

/** A run as the queue keeps it. */
export type QueuedRun = {
  id: string
  experimentId: string
  planned: PlannedRun
  /** The run whose final weights it starts from; null for fresh weights. */
  parentId: string | null
  /** The step that it goes on from: 0, or that of its last checkpoint. Only runs of one step train stacked. */
  startStep: number
  backend: BackendChoice
  datasetFolder: string
  /** Accuracy of the best constant answer on the test images; null where it is not known. */
  chance: number | null
}

export type StatusChange = {
  run: QueuedRun
  status: RunStatus
  reason: string | null
}

type Entry = { run: QueuedRun; status: RunStatus; losses: number; work: number; order: number }

const MOST_LOSSES = 2

/**
 * The runs that this host was asked to train, on their way through life: which may start now, which wait for the run
 * whose weights they start from, and what becomes of those whose trainer was lost.
 */
export class TrainingQueue {
  readonly #entries = new Map<string, Entry>()
  readonly #onChange: (change: StatusChange) => void
  readonly #parentStatus: (runId: string) => RunStatus
  readonly #lastStep: (runId: string) => number
  #lastOrder = 0

  /**
   * @param parentStatus the status of a run that is not in this queue, of which another one wants the weights
   * @param lastStep the step that a lost run can go on from
   */
  constructor(
    onChange: (change: StatusChange) => void,
    parentStatus: (runId: string) => RunStatus,
    lastStep: (runId: string) => number,
  ) {
    this.#onChange = onChange
    this.#parentStatus = parentStatus
    this.#lastStep = lastStep
  }

  /**
   * Adds an experiment's runs behind all others: seed by seed, so that early on there is something of every arm and batch
   * size to compare; of a seed the longest first, so that the cores end together.
   */
  add(runs: readonly QueuedRun[]): void {
    const order = ++this.#lastOrder
    const seeds = [...new Set(runs.map(({ planned }) => planned.seed))]
    const entries = runs.map((run): Entry => {
      return { run, status: 'queued', losses: 0, work: trainingWork(run.planned.recipe), order }
    })
    const seedOf = ({ run }: Entry): number => seeds.indexOf(run.planned.seed)
    const inOrder = entries.sort((a, b) => seedOf(a) - seedOf(b) || b.work - a.work)
    for (const entry of inOrder) this.#entries.set(entry.run.id, entry)
    this.#failOrphans(runs)
  }

  /**
   * Moves an experiment's runs before those of another one, or behind all.
   * @throws WorkbenchError `not-found` when one of the two has no run here
   */
  move(experimentId: string, before: string | null): void {
    const isOf = (id: string) => (entry: Entry) => entry.run.experimentId === id
    const entries = this.#inOrder()
    for (const id of [experimentId, before]) {
      if (id !== null && !entries.some(isOf(id)))
        throw new WorkbenchError('not-found', `No run of the experiment ${id} trains or waits here.`)
    }
    if (before === experimentId) return
    const own = entries.filter(isOf(experimentId))
    const others = entries.filter((entry) => !own.includes(entry))
    const place = before === null ? -1 : others.findIndex(isOf(before))
    others.splice(place < 0 ? others.length : place, 0, ...own)
    for (const [index, entry] of others.entries()) entry.order = index
    this.#lastOrder = others.length
  }

  /** Whether this run is queued or in training here. */
  has(runId: string): boolean {
    const status = this.#entries.get(runId)?.status
    return status === 'queued' || status === 'running'
  }

  count(status: 'queued' | 'running'): number {
    return this.#with(status).length
  }

  /** The runs that are queued here, in order. */
  queued(): string[] {
    return this.#inOrder()
      .filter(({ status }) => status === 'queued')
      .map(({ run }) => run.id)
  }

  /** The runs here that are queued or in training, in order. */
  pending(): QueuedRun[] {
    return this.#inOrder()
      .filter(({ status }) => status === 'queued' || status === 'running')
      .map(({ run }) => run)
  }

  /**
   * Takes runs of one shape that may start now, as running; empty when none may.
   * @param limitOf how many runs of this one's backend are stacked at most; 0 when its backend is busy
   */
  take(limitOf: (run: QueuedRun) => number): QueuedRun[] {
    const ready = this.#inOrder().filter((entry) => this.#isReady(entry) && limitOf(entry.run) > 0)
    const first = ready[0]?.run
    if (first === undefined) return []
    const taken = ready.filter(({ run }) => areOfOneShape(run, first)).slice(0, limitOf(first))
    for (const entry of taken) this.#change(entry, 'running', null)
    return taken.map(({ run }) => run)
  }

  /** A run has ended so; those that were to start from it fail unless it is done. */
  settle(runId: string, status: RunStatus, reason: string | null): void {
    const entry = this.#entries.get(runId)
    if (entry === undefined) throw new Error(`No run ${runId} in the queue`)
    this.#change(entry, status, reason)
    if (status !== 'queued') this.#entries.delete(runId)
    if (status !== 'done' && status !== 'queued') this.#endChildren(runId, status)
  }

  /** The trainer of these runs was lost: each is queued once more, and fails for good the second time. */
  lose(runIds: readonly string[], reason: string): void {
    for (const id of runIds) {
      const entry = this.#entries.get(id)!
      const again = ++entry.losses < MOST_LOSSES
      if (again) entry.run = { ...entry.run, startStep: this.#lastStep(id) }
      this.settle(id, again ? 'queued' : 'failed', again ? reason : `${reason} It was tried twice.`)
    }
  }

  /** Those of these runs that are still queued end so. */
  endQueued(runIds: readonly string[], status: 'stopped' | 'failed', reason: string): void {
    for (const id of runIds) if (this.#entries.get(id)?.status === 'queued') this.settle(id, status, reason)
  }

  /** Forgets what is still queued, without a change of its status. */
  forgetQueued(): void {
    for (const { run } of this.#with('queued')) this.#entries.delete(run.id)
  }

  #with(status: RunStatus): Entry[] {
    return [...this.#entries.values()].filter((entry) => entry.status === status)
  }

  #inOrder(): Entry[] {
    return [...this.#entries.values()].sort((a, b) => a.order - b.order)
  }

  #statusOf(runId: string): RunStatus {
    return this.#entries.get(runId)?.status ?? this.#parentStatus(runId)
  }

  #isReady({ run, status }: Entry): boolean {
    return status === 'queued' && (run.parentId === null || this.#statusOf(run.parentId) === 'done')
  }

  /** Runs that start from one that is neither done nor on its way here would wait for ever. */
  #failOrphans(runs: readonly QueuedRun[]): void {
    for (const { id, parentId } of runs) {
      if (parentId === null || this.#entries.get(id)?.status !== 'queued') continue
      const status = this.#statusOf(parentId)
      if (status !== 'done' && !this.has(parentId)) this.settle(id, 'failed', startsFrom(parentId, status))
    }
  }

  #endChildren(parentId: string, status: RunStatus): void {
    const outcome: RunStatus = status === 'stopped' || status === 'interrupted' ? 'stopped' : 'failed'
    const children = this.#with('queued').filter(({ run }) => run.parentId === parentId)
    for (const { run } of children) this.settle(run.id, outcome, startsFrom(parentId, status))
  }

  #change(entry: Entry, status: RunStatus, reason: string | null): void {
    entry.status = changeStatus(entry.status, status)
    this.#onChange({ run: entry.run, status, reason })
  }
}

function areOfOneShape(one: QueuedRun, other: QueuedRun): boolean {
  return (
    one.planned.cohortKey === other.planned.cohortKey &&
    one.startStep === other.startStep &&
    one.backend === other.backend &&
    one.datasetFolder === other.datasetFolder
  )
}

function startsFrom(parentId: string, status: RunStatus): string {
  return `It starts from the weights of run ${parentId}, which is ${status}.`
}
