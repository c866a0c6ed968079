import type { Checkpoint, TrainerEvent, TrainJob } from '../contract/trainer.ts'
import type { PlannedRun } from '../domain/grid.ts'
import { cohortLimit } from './cohort-limit.ts'
import type { PoolEvent, RunEvent } from './pool-event.ts'
import { RunQueue } from './run-queue.ts'
import { jobOf, weightsOf } from './train-job.ts'
import type { SpawnTrainer, TrainerProcess } from './trainer-process.ts'

export type PoolOptions = {
  spawn: SpawnTrainer
  /** How many trainers work at once. */
  trainers: number
  backend: TrainJob['backend']
  datasetFolder: string
  onEvent(event: PoolEvent): void
  /** How long a trainer may take to stop before it is killed. */
  graceSeconds?: number
}

type Slot = {
  number: number
  process: TrainerProcess
  state: 'starting' | 'idle' | 'training' | 'leaving' | 'gone'
  /** Keys of the runs that it was given and that have not finished. */
  pending: Set<string>
}

const MAX_FAILED_STARTS = 2

/**
 * Trains all runs of an experiment on a number of trainer processes. A lost trainer costs only the runs it held,
 * which get a second try on a fresh one.
 */
export class TrainerPool {
  readonly #options: PoolOptions
  readonly #queue: RunQueue
  readonly #slots: Slot[] = []
  /** Final weights that a queued run will start from. */
  readonly #weights = new Map<string, Checkpoint['tensors']>()
  readonly #ended = Promise.withResolvers<undefined>()
  #jobs = 0
  #failedStarts = 0
  #stopReason: string | null = null

  constructor(runs: readonly PlannedRun[], options: PoolOptions) {
    this.#options = options
    this.#queue = new RunQueue(runs, (change) => options.onEvent({ type: 'status', ...change }))
    const needed = Math.min(options.trainers, runs.length)
    for (let number = 0; number < needed; number++) this.#spawn(number)
    this.#next()
  }

  /** Settles when every run has ended one way or another and all trainers are gone. */
  get ended(): Promise<undefined> {
    return this.#ended.promise
  }

  /** Starts nothing more, and asks what trains to stop within a step; whoever takes too long is killed. */
  stop(reason = 'Stopped by the user.'): void {
    if (this.#stopReason !== null) return
    this.#stopReason = reason
    this.#queue.endQueued('stopped', reason)
    for (const slot of this.#slots)
      if (slot.state === 'training') slot.process.send({ type: 'stop', runKeys: [...slot.pending] })
    this.#killAfterGrace(this.#slots)
    this.#next()
  }

  /** Ends all trainers at once; what they were training counts as stopped. */
  kill(): void {
    this.stop()
    for (const slot of this.#slots) slot.process.kill()
  }

  #spawn(number: number): void {
    const slot: Slot = {
      number,
      process: this.#options.spawn({
        onEvent: (event) => this.#receive(slot, event),
        onEnd: (reason) => this.#lose(slot, reason),
      }),
      state: 'starting',
      pending: new Set(),
    }
    this.#slots[number] = slot
  }

  #receive(slot: Slot, event: TrainerEvent): void {
    if (slot.state === 'gone') return
    switch (event.type) {
      case 'ready':
        this.#failedStarts = 0
        if (slot.state === 'starting') slot.state = 'idle'
        this.#options.onEvent({ type: 'trainer-ready', versions: event.versions })
        return this.#next()
      case 'started':
        return this.#options.onEvent({
          type: 'backend-chosen',
          runKeys: [...slot.pending],
          backend: event.backend,
          reason: event.reason,
        })
      case 'probed':
        return
      case 'failed':
        return this.#endPending(slot, event.message)
      case 'idle':
        this.#endPending(slot, 'The trainer ended the job without a result for this run.')
        slot.state = 'idle'
        return this.#next()
      default:
        return this.#receiveOfRun(slot, event)
    }
  }

  #receiveOfRun(slot: Slot, event: RunEvent): void {
    if (!slot.pending.has(event.runKey)) {
      return slot.process.kill(`The trainer spoke of run ${event.runKey}, which it was not given.`)
    }
    this.#options.onEvent(event)
    if (event.type !== 'finished') return
    if (this.#queue.isAwaited(event.runKey)) this.#weights.set(event.runKey, weightsOf(event.checkpoint))
    this.#queue.settle(event.runKey, event.outcome, event.outcome === 'stopped' ? this.#stopReason : null)
    slot.pending.delete(event.runKey)
  }

  /** Gives work to whoever is idle; when all is settled, sends everyone home. */
  #next(): void {
    for (const slot of this.#slots) if (slot.state === 'idle') this.#give(slot)
    if (!this.#queue.isSettled) return
    for (const slot of this.#slots)
      if (slot.state === 'idle' || slot.state === 'starting') this.#dismiss(slot)
    if (this.#slots.every(({ state }) => state === 'gone')) this.#ended.resolve(undefined)
  }

  #give(slot: Slot): void {
    const runs = this.#queue.take(cohortLimit(this.#options.backend))
    if (runs.length === 0) return
    slot.state = 'training'
    slot.pending = new Set(runs.map(({ key }) => key))
    const job = jobOf(String(++this.#jobs), runs, this.#weights, this.#options)
    this.#options.onEvent({ type: 'assigned', trainer: slot.number, runKeys: [...slot.pending] })
    slot.process.send({ type: 'train', job })
  }

  #endPending(slot: Slot, reason: string): void {
    for (const key of slot.pending) this.#queue.settle(key, 'failed', reason)
    slot.pending.clear()
  }

  #dismiss(slot: Slot): void {
    slot.state = 'leaving'
    slot.process.send({ type: 'exit' })
    this.#killAfterGrace([slot])
  }

  #lose(slot: Slot, reason: string): void {
    const { state } = slot
    slot.state = 'gone'
    if (this.#stopReason === null) this.#queue.lose([...slot.pending], reason)
    else for (const key of slot.pending) this.#queue.settle(key, 'stopped', `${this.#stopReason} ${reason}`)
    slot.pending.clear()
    if (!this.#queue.isSettled && state !== 'leaving') this.#replace(slot, state === 'starting', reason)
    this.#next()
  }

  #replace(slot: Slot, failedToStart: boolean, reason: string): void {
    if (failedToStart) this.#failedStarts++
    if (this.#failedStarts < MAX_FAILED_STARTS) return this.#spawn(slot.number)
    // One trainer fewer; when it was the last, nothing is left that could train what is queued.
    if (this.#slots.every(({ state }) => state === 'gone')) this.#queue.endQueued('failed', reason)
  }

  #killAfterGrace(slots: readonly Slot[]): void {
    const timer = setTimeout(
      () => slots.filter(({ state }) => state !== 'gone').forEach(({ process }) => process.kill()),
      (this.#options.graceSeconds ?? 10) * 1000,
    )
    void this.ended.then(() => clearTimeout(timer))
  }
}
