import type { Member, TrainerEvent } from '../contract/trainer.ts'
import { hasDiverged } from '../domain/outcome.ts'

/** What is known of a member while its cohort trains. `index` is its place on the replica axis. */
export type MemberState = {
  readonly member: Member
  readonly index: number
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
  #nextStep: number
  #seconds: number[] = []

  constructor(members: readonly Member[], firstStep: number, takeMetrics: () => Promise<Float32Array>) {
    this.members = members.map((member, index) => {
      const initialLoss = member.start.from === 'checkpoint' ? member.start.checkpoint.initialLoss : null
      return { member, index, initialLoss, diverged: false, ended: false }
    })
    this.#nextStep = firstStep
    this.#takeMetrics = takeMetrics
  }

  active(): MemberState[] {
    return this.members.filter(({ ended }) => !ended)
  }

  stepEnded(secondsTrained: number): void {
    this.#seconds.push(secondsTrained)
  }

  /** The metrics of all steps since the last call, an event for each active member. */
  async take(): Promise<TrainerEvent[]> {
    const seconds = Float32Array.from(this.#seconds.splice(0))
    const firstStep = this.#nextStep
    if (seconds.length === 0) return []
    this.#nextStep += seconds.length
    const metrics = await this.#takeMetrics()
    return this.active().map((state) => {
      const column = (metric: number) => this.#column(metrics, seconds.length, state.index, metric)
      const loss = column(0)
      judge(state, loss)
      const { runKey } = state.member
      return {
        type: 'metrics',
        runKey,
        firstStep,
        loss,
        accuracy: column(1),
        gradientNorm: column(2),
        seconds,
      }
    })
  }

  #column(metrics: Float32Array, steps: number, index: number, metric: number): Float32Array<ArrayBuffer> {
    const replicas = this.members.length
    return Float32Array.from(
      { length: steps },
      (_, s) => metrics[(s * replicas + index) * METRICS_PER_STEP + metric]!,
    )
  }
}

function judge(state: MemberState, losses: Float32Array): void {
  const initialLoss = (state.initialLoss ??= losses[0]!)
  state.diverged ||= losses.some((loss) => hasDiverged(loss, initialLoss))
}
