import type { TrainerActivity } from '../../contract/host-answers.ts'
import { stepPlan } from '../../domain/recipe.ts'
import type { PoolEvent } from './pool-event.ts'
import type { QueuedRun } from './training-queue.ts'

/** How far a run in training is. */
type Live = {
  steps: number
  loss: number | null
  firstStep: number
  firstSeconds: number | null
  seconds: number
}

/** What every trainer is doing at this moment, followed by the pool's events. */
export class LiveRuns {
  readonly #assigned = new Map<number, QueuedRun[]>()
  readonly #live = new Map<string, Live>()

  receive(event: PoolEvent): void {
    switch (event.type) {
      case 'assigned':
        this.#assigned.set(event.trainer, event.runs)
        for (const { id, startStep } of event.runs) {
          this.#live.set(id, {
            steps: startStep,
            loss: null,
            firstStep: startStep,
            firstSeconds: null,
            seconds: 0,
          })
        }
        return
      case 'unassigned':
        for (const { id } of this.#assigned.get(event.trainer) ?? []) this.#live.delete(id)
        this.#assigned.delete(event.trainer)
        return
      case 'told':
        return this.#follow(event)
      default:
        return
    }
  }

  stepsOf(runId: string): number | null {
    return this.#live.get(runId)?.steps ?? null
  }

  /** Seconds a step of a run took in this attempt so far; null before there are any. */
  secondsPerStep(runId: string): number | null {
    const live = this.#live.get(runId)
    if (live === undefined || live.firstSeconds === null || live.steps <= live.firstStep) return null
    return (live.seconds - live.firstSeconds) / (live.steps - live.firstStep)
  }

  /** How long it was seen to train since, for how much that can be relied on. */
  secondsSeen(runId: string): number {
    const live = this.#live.get(runId)
    return live === undefined || live.firstSeconds === null ? 0 : live.seconds - live.firstSeconds
  }

  activities(): TrainerActivity[] {
    return [...this.#assigned]
      .sort(([a], [b]) => a - b)
      .flatMap(([trainer, runs]) => this.#activity(trainer, runs))
  }

  #follow({ run, event }: Extract<PoolEvent, { type: 'told' }>): void {
    const live = this.#live.get(run.id)
    if (live === undefined || event.type !== 'metrics' || event.loss.length === 0) return
    // From the end of the first report on: what comes before includes the warming up.
    if (live.firstSeconds === null) {
      live.firstSeconds = event.seconds.at(-1)!
      live.firstStep = event.firstStep + event.loss.length
    }
    live.steps = event.firstStep + event.loss.length
    live.loss = event.loss.at(-1)!
    live.seconds = event.seconds.at(-1)!
  }

  #activity(trainer: number, runs: readonly QueuedRun[]): TrainerActivity[] {
    const run = runs[0]
    const live = run && this.#live.get(run.id)
    if (run === undefined || live === undefined) return []
    const { recipe, arm, batchSize, learningRate, seed } = run.planned
    const { batchSizes, totalSteps } = stepPlan(recipe)
    const epochs = Math.ceil(totalSteps / batchSizes.length)
    const secondsPerStep = this.secondsPerStep(run.id)
    const imagesPerStep = (recipe.trainExamples / batchSizes.length) * runs.length
    return [
      {
        ...{
          trainer,
          experimentId: run.experimentId,
          run: { id: run.id, arm, batchSize, learningRate, seed },
        },
        ...{ cohort: runs.length, epochs, loss: live.loss },
        epoch: Math.min(epochs, Math.floor(live.steps / batchSizes.length) + 1),
        imagesPerSecond: secondsPerStep === null ? null : imagesPerStep / secondsPerStep,
      },
    ]
  }
}
