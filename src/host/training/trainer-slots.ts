import type { TrainerEvent } from '../../contract/trainer.ts'
import type { SpawnTrainer, TrainerProcess } from '../supervised-trainer.ts'
import type { QueuedRun } from './training-queue.ts'

/** As what a run was asked to stop, and why. */
export type Stop = { status: 'stopped' | 'interrupted'; reason: string }

/** A trainer process and what it was given. */
export type Slot = {
  /** Free numbers are given again, the lowest first. */
  number: number
  process: TrainerProcess
  state: 'starting' | 'idle' | 'preparing' | 'training' | 'leaving' | 'gone'
  /** The runs that it was given and that have not finished, by id; another map with each job. */
  pending: Map<string, QueuedRun>
  /** Those of its job that were asked to stop, and as what. */
  stops: Map<string, Stop>
}

export type SlotsOptions = {
  spawn: SpawnTrainer
  onEvent(slot: Slot, event: TrainerEvent): void
  /** Its process has ended; it is none of the slots any more. */
  onEnd(slot: Slot, reason: string): void
  /** How long a trainer may take to do what it was told before it is killed. */
  graceSeconds: number
}

/** The trainer processes of a pool: started, sent away, and killed when they take too long. */
export class TrainerSlots {
  readonly #options: SlotsOptions
  readonly #slots = new Map<number, Slot>()

  constructor(options: SlotsOptions) {
    this.#options = options
  }

  get size(): number {
    return this.#slots.size
  }

  all(): Slot[] {
    return [...this.#slots.values()]
  }

  in(...states: Slot['state'][]): Slot[] {
    return this.all().filter(({ state }) => states.includes(state))
  }

  start(): void {
    let number = 0
    while (this.#slots.has(number)) number++
    const slot: Slot = {
      number,
      process: this.#options.spawn({
        onEvent: (event) => this.#options.onEvent(slot, event),
        onEnd: (reason) => {
          this.#slots.delete(slot.number)
          this.#options.onEnd(slot, reason)
        },
      }),
      state: 'starting',
      pending: new Map(),
      stops: new Map(),
    }
    this.#slots.set(number, slot)
  }

  /** Lets a trainer end by itself. */
  dismiss(slot: Slot): void {
    slot.state = 'leaving'
    slot.process.send({ type: 'exit' })
    this.killAfterGrace(slot, () => true)
  }

  /** @param isLate whether what it was told is still not done */
  killAfterGrace(slot: Slot, isLate: () => boolean): void {
    const check = () => {
      if (slot.state !== 'gone' && isLate()) slot.process.kill()
    }
    setTimeout(check, this.#options.graceSeconds * 1000).unref()
  }
}
