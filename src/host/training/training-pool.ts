import type { Member, TrainerEvent, TrainJob } from '../../contract/trainer.ts'
import { cohortLimit, isShared } from '../cohort-limit.ts'
import type { SpawnTrainer } from '../supervised-trainer.ts'
import type { PoolEvent, RunEvent } from './pool-event.ts'
import { endRuns, loseRuns, startRunsAgain } from './run-ends.ts'
import { TrainerSlots, type Slot } from './trainer-slots.ts'
import type { QueuedRun, TrainingQueue } from './training-queue.ts'

export type PoolOptions = {
  spawn: SpawnTrainer
  queue: TrainingQueue
  /** How many trainers work at once. */
  trainers: () => number
  /** Where a run begins; read when it is given to a trainer. @throws StartAgain */
  start: (run: QueuedRun) => Promise<Member['start']>
  onEvent(event: PoolEvent): void
  /** How long a trainer may take to stop before it is killed. */
  graceSeconds: number
  checkpointEverySeconds: number
}

/** Where a run was to begin is lost, but there is a place before it. */
export class StartAgain extends Error {}

const MOST_FAILED_STARTS = 2
/** An idle trainer is kept so long for what may come next. */
const IDLE_SECONDS = 5

/**
 * Trains what the queue holds on a number of trainer processes. A lost trainer costs only the runs it held, which get
 * a second try on a fresh one.
 */
export class TrainingPool {
  readonly #options: PoolOptions
  readonly #queue: TrainingQueue
  readonly #slots: TrainerSlots
  #jobs = 0
  #failedStarts = 0
  #isPaused = false
  #isClosing = false
  #idleTimer: NodeJS.Timeout | undefined
  #allGone: (() => void) | null = null

  constructor(options: PoolOptions) {
    this.#options = options
    this.#queue = options.queue
    const { spawn, graceSeconds } = options
    this.#slots = new TrainerSlots({
      ...{ spawn, graceSeconds },
      onEvent: (slot, event) => this.#receive(slot, event),
      onEnd: (slot, reason) => this.#lose(slot, reason),
    })
  }

  get isPaused(): boolean {
    return this.#isPaused
  }

  /** Starts nothing more while paused; what trains goes on. */
  setPaused(isPaused: boolean): void {
    this.#isPaused = isPaused
    this.next()
  }

  /** Gives work to whoever is idle, and starts trainers while there is more work than trainers. Call it after any change. */
  next(): void {
    clearTimeout(this.#idleTimer)
    if (!this.#isPaused && !this.#isClosing) {
      for (const slot of this.#slots.in('idle')) this.#give(slot)
      this.#spawnNeeded()
    }
    const isWaiting = this.#isClosing || this.#slots.size > this.#options.trainers()
    if (isWaiting) this.#dismissIdle()
    else this.#idleTimer = setTimeout(() => this.#dismissIdle(), IDLE_SECONDS * 1000).unref()
    if (this.#slots.size === 0) this.#allGone?.()
  }

  /** Stops these runs within a step, as `status`; whatever trainer takes too long is killed. */
  stop(runIds: readonly string[], status: 'stopped' | 'interrupted', reason: string): void {
    for (const slot of this.#slots.all()) {
      const { pending, stops } = slot
      const own = runIds.filter((id) => pending.has(id))
      if (own.length === 0) continue
      for (const id of own) stops.set(id, { status, reason })
      // One that prepares its job is told as soon as that is sent.
      if (slot.state !== 'preparing') slot.process.send({ type: 'stop', runKeys: own })
      // Of this job: a run that has stopped and was resumed may train here again.
      this.#slots.killAfterGrace(slot, () => slot.pending === pending && own.some((id) => pending.has(id)))
    }
  }

  /** Stops all training as interrupted and ends every trainer. Resolves when they are gone. */
  async close(reason: string): Promise<void> {
    this.#isClosing = true
    this.#queue.forgetQueued()
    this.stop(
      this.#slots.all().flatMap(({ pending }) => [...pending.keys()]),
      'interrupted',
      reason,
    )
    await new Promise<void>((resolve) => {
      this.#allGone = resolve
      this.next()
    })
  }

  /** Ends all trainers at once; what they trained counts as interrupted, and goes on from its last checkpoint. */
  kill(): void {
    this.#isClosing = true
    this.#queue.forgetQueued()
    for (const slot of this.#slots.all()) slot.process.kill()
  }

  #spawnNeeded(): void {
    const idle = this.#slots.in('idle', 'starting').length
    const room = this.#options.trainers() - this.#slots.size
    const wanted = Math.min(room, this.#queue.count('queued') - idle)
    for (let n = 0; n < wanted; n++) this.#slots.start()
  }

  #receive(slot: Slot, event: TrainerEvent): void {
    if (slot.state === 'gone') return
    switch (event.type) {
      case 'ready':
        this.#failedStarts = 0
        if (slot.state === 'starting') slot.state = 'idle'
        this.#options.onEvent({ type: 'trainer-ready', versions: event.versions })
        return this.next()
      case 'started': {
        const { backend, reason } = event
        return this.#options.onEvent({
          type: 'backend-chosen',
          runIds: [...slot.pending.keys()],
          backend,
          reason,
        })
      }
      case 'probed':
        return
      case 'failed':
        return endRuns(this.#queue, slot, event.message)
      case 'idle':
        endRuns(this.#queue, slot, 'The trainer ended the job without a result for this run.')
        slot.state = 'idle'
        this.#options.onEvent({ type: 'unassigned', trainer: slot.number })
        return this.next()
      default:
        return this.#receiveOfRun(slot, event)
    }
  }

  #receiveOfRun(slot: Slot, event: RunEvent): void {
    const run = slot.pending.get(event.runKey)
    if (run === undefined) {
      return slot.process.kill(`The trainer spoke of run ${event.runKey}, which it was not given.`)
    }
    if (event.type !== 'finished') return this.#options.onEvent({ type: 'told', run, event })
    slot.pending.delete(run.id)
    const stop = slot.stops.get(run.id)
    const status = event.outcome === 'stopped' ? (stop?.status ?? 'stopped') : event.outcome
    // First what the run ended with: its new status says that this is known.
    this.#options.onEvent({ type: 'told', run, event })
    this.#queue.settle(run.id, status, event.outcome === 'stopped' ? (stop?.reason ?? null) : null)
  }

  #give(slot: Slot): void {
    const runs = this.#queue.take((run) =>
      this.#isBusy(run) ? 0 : cohortLimit(run.backend, run.planned.recipe),
    )
    if (runs.length === 0) return
    slot.state = 'preparing'
    slot.pending = new Map(runs.map((run) => [run.id, run]))
    slot.stops = new Map()
    this.#options.onEvent({ type: 'assigned', trainer: slot.number, runs })
    void this.#send(slot, runs)
  }

  /** A GPU takes one job at a time, on which its cohort is stacked. */
  #isBusy({ backend }: QueuedRun): boolean {
    if (isShared(backend)) return false
    const pending = this.#slots.all().flatMap((slot) => [...slot.pending.values()])
    return pending.some((run) => run.backend === backend)
  }

  async #send(slot: Slot, runs: readonly QueuedRun[]): Promise<void> {
    try {
      const members = await Promise.all(
        runs.map(async (run): Promise<Member> => {
          const { seed, scaledLearningRate: learningRate } = run.planned
          return { runKey: run.id, seed, learningRate, start: await this.#options.start(run) }
        }),
      )
      if (slot.state !== 'preparing') return // its trainer was lost meanwhile
      slot.state = 'training'
      slot.process.send({ type: 'train', job: this.#job(runs[0]!, members) })
      if (slot.stops.size > 0) slot.process.send({ type: 'stop', runKeys: [...slot.stops.keys()] })
    } catch (error) {
      // A checkpoint that can't be read, say: the run fails and says so, and its trainer goes on.
      if (slot.state !== 'preparing') return
      if (error instanceof StartAgain) startRunsAgain(this.#queue, slot, error.message)
      else endRuns(this.#queue, slot, (error as Error).message)
      slot.state = 'idle'
      this.#options.onEvent({ type: 'unassigned', trainer: slot.number })
      this.next()
    }
  }

  #job({ planned, backend, datasetFolder }: QueuedRun, members: Member[]): TrainJob {
    const { checkpointEverySeconds } = this.#options
    return {
      jobId: String(++this.#jobs),
      recipe: planned.recipe,
      members,
      backend,
      datasetFolder,
      checkpointEverySeconds,
    }
  }

  #dismissIdle(): void {
    const leaving = this.#isClosing ? this.#slots.in('idle', 'starting') : this.#slots.in('idle')
    for (const slot of leaving) this.#slots.dismiss(slot)
  }

  #lose(slot: Slot, reason: string): void {
    const { state } = slot
    slot.state = 'gone'
    this.#options.onEvent({ type: 'unassigned', trainer: slot.number })
    loseRuns(this.#queue, slot, this.#isClosing, reason)
    if (state === 'starting') this.#failedToStart(reason)
    this.next()
  }

  /** Nothing can train what is queued when trainers do not even start. */
  #failedToStart(reason: string): void {
    if (++this.#failedStarts < MOST_FAILED_STARTS) return
    this.#failedStarts = 0
    const runIds = this.#queue.pending().map(({ id }) => id)
    this.#queue.endQueued(runIds, 'failed', reason)
  }
}
