import type { Member, TrainerEvent } from '../contract/trainer.ts'
import { hasDiverged } from '../domain/outcome.ts'

/** What is known of a member while its cohort trains. `index` is its place on the replica axis. */
export type MemberState = {
  readonly member: Member
  readonly index: number
  /** Trained before this cohort took it up, which its cohort's clock does not know of. */
  readonly secondsBefore: number
  /** The loss of its first step, against which divergence is judged. */
  initialLoss: number | null
  diverged: boolean
  /** An ended member trains on with the others, but is no longer listened to. */
  ended: boolean
}

const METRICS_PER_STEP = 3

/** Turns the metrics [steps, R, 3] of a cohort into each member's own, and notices divergence. */
export class CohortLog {
  readonly members: readonly MemberState[]
  readonly #takeMetrics: () => Promise<Float32Array>
  readonly #classes: number
  #nextStep: number
  /** Seconds that the cohort had trained at the end of each step since the last take. */
  #seconds = new Float64Array(256)
  #steps = 0

  constructor(
    members: readonly Member[],
    firstStep: number,
    classes: number,
    takeMetrics: () => Promise<Float32Array>,
  ) {
    this.members = members.map((member, index) => {
      const checkpoint = member.start.from === 'checkpoint' ? member.start.checkpoint : null
      const { secondsTrained: secondsBefore, initialLoss } = checkpoint ?? {
        secondsTrained: 0,
        initialLoss: null,
      }
      return { member, index, secondsBefore, initialLoss, diverged: false, ended: false }
    })
    this.#nextStep = firstStep
    this.#classes = classes
    this.#takeMetrics = takeMetrics
  }

  active(): MemberState[] {
    return this.members.filter(({ ended }) => !ended)
  }

  isOver(): boolean {
    return this.members.every(({ ended }) => ended)
  }

  stepEnded(secondsTrained: number): void {
    if (this.#steps === this.#seconds.length) {
      const longer = new Float64Array(2 * this.#steps)
      longer.set(this.#seconds)
      this.#seconds = longer
    }
    this.#seconds[this.#steps++] = secondsTrained
  }

  /** The metrics of all steps since the last call, an event for each active member. */
  async take(): Promise<TrainerEvent[]> {
    const steps = this.#steps
    if (steps === 0) return []
    const ofCohort = this.#seconds.slice(0, steps)
    const firstStep = this.#nextStep
    this.#steps = 0
    this.#nextStep += steps
    const metrics = await this.#takeMetrics()
    return this.active().map((state) => {
      const columns = columnsOf(metrics, steps, this.members.length, state.index)
      judge(state, columns.loss, this.#classes)
      const seconds = new Float32Array(ofCohort.map((trained) => state.secondsBefore + trained))
      return { type: 'metrics', runKey: state.member.runKey, firstStep, ...columns, seconds }
    })
  }
}

type Columns = Record<'loss' | 'accuracy' | 'gradientNorm', Float32Array<ArrayBuffer>>

/** A member's own of the metrics [steps, R, 3]. */
function columnsOf(metrics: Float32Array, steps: number, replicas: number, index: number): Columns {
  const [loss, accuracy, gradientNorm] = [
    new Float32Array(steps),
    new Float32Array(steps),
    new Float32Array(steps),
  ]
  let at = index * METRICS_PER_STEP
  for (let step = 0; step < steps; step++) {
    loss[step] = metrics[at]!
    accuracy[step] = metrics[at + 1]!
    gradientNorm[step] = metrics[at + 2]!
    at += replicas * METRICS_PER_STEP
  }
  return { loss, accuracy, gradientNorm }
}

function judge(state: MemberState, losses: Float32Array, classes: number): void {
  const initialLoss = (state.initialLoss ??= losses[0]!)
  state.diverged ||= losses.some((loss) => hasDiverged(loss, initialLoss, classes))
}
