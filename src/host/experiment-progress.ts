import type { PlannedRun } from '../domain/grid.ts'
import { stepPlan } from '../domain/recipe.ts'
import type { PoolEvent } from './pool-event.ts'
import { trainingWork } from './training-work.ts'

/** What a trainer is doing at this moment. */
export type TrainerActivity = {
  trainer: number
  run: PlannedRun
  /** Runs that train stacked with it, itself included. */
  cohort: number
  /** The epoch that trains, counted from 1, of so many. */
  epoch: number
  epochs: number
  /** Of the last step told; null before the first. */
  loss: number | null
  imagesPerSecond: number | null
}

export type Progress = {
  runsDone: number
  runsTotal: number
  /** Share of the training that is done, 0 to 1. */
  share: number
  /** Null until there is something to estimate it from. */
  secondsLeft: number | null
  trainers: TrainerActivity[]
}

type State = {
  run: PlannedRun
  work: number
  totalSteps: number
  stepsPerEpoch: number
  steps: number
  loss: number | null
  secondsTrained: number
  isEnded: boolean
}

/**
 * Follows the pool's events, and says how far an experiment is and how long it will take: the work left at the pace
 * so far, but at least as long as the longest run left takes one trainer.
 */
export class ExperimentProgress {
  readonly #states: Map<string, State>
  readonly #trainers: number
  readonly #assigned = new Map<number, string[]>()
  readonly #now: () => number
  #startedAt: number | null = null

  /** @param now the clock, in milliseconds */
  constructor(runs: readonly PlannedRun[], trainers: number, now: () => number = Date.now) {
    this.#states = new Map(runs.map((run) => [run.key, stateOf(run)]))
    this.#trainers = Math.min(trainers, Math.max(1, runs.length))
    this.#now = now
  }

  receive(event: PoolEvent): void {
    switch (event.type) {
      case 'assigned':
        this.#startedAt ??= this.#now()
        this.#assigned.set(event.trainer, event.runKeys)
        return
      case 'status':
        return this.#changeStatus(this.#states.get(event.run.key)!, event.status)
      case 'metrics': {
        const state = this.#states.get(event.runKey)!
        state.steps = event.firstStep + event.loss.length
        const last = event.loss.length - 1
        state.loss = event.loss[last] ?? state.loss
        state.secondsTrained = event.seconds[last] ?? state.secondsTrained
        return
      }
      default:
        return
    }
  }

  snapshot(): Progress {
    const states = [...this.#states.values()]
    return {
      runsDone: states.filter(({ isEnded }) => isEnded).length,
      runsTotal: states.length,
      share: this.#share(states),
      secondsLeft: this.#secondsLeft(states),
      trainers: [...this.#assigned]
        .sort(([a], [b]) => a - b)
        .flatMap(([trainer, keys]) => this.#activity(trainer, keys)),
    }
  }

  #changeStatus(state: State, status: string): void {
    state.isEnded = status !== 'queued' && status !== 'running'
    if (status !== 'running') return
    state.steps = 0
    state.loss = null
    state.secondsTrained = 0
  }

  #share(states: readonly State[]): number {
    const total = states.reduce((sum, { work }) => sum + work, 0)
    return total === 0 ? 1 : states.reduce((sum, state) => sum + workDone(state), 0) / total
  }

  #secondsLeft(states: readonly State[]): number | null {
    const left = states.filter(({ isEnded }) => !isEnded).map((state) => state.work - workDone(state))
    if (left.length === 0) return 0
    const trained = states.reduce((sum, state) => sum + (state.work * state.steps) / state.totalSteps, 0)
    if (this.#startedAt === null || trained === 0) return null
    const pace = trained / ((this.#now() - this.#startedAt) / 1000)
    const all = left.reduce((sum, work) => sum + work, 0)
    return Math.max(all / pace, Math.max(...left) / (pace / this.#trainers))
  }

  #activity(trainer: number, runKeys: readonly string[]): TrainerActivity[] {
    const state = runKeys.map((key) => this.#states.get(key)!).find(({ isEnded }) => !isEnded)
    if (state === undefined) return []
    const { run, steps, stepsPerEpoch, totalSteps, loss, secondsTrained } = state
    const epochs = Math.ceil(totalSteps / stepsPerEpoch)
    const images = (steps / stepsPerEpoch) * run.recipe.trainExamples * runKeys.length
    return [
      {
        ...{ trainer, run, loss, epochs, cohort: runKeys.length },
        epoch: Math.min(epochs, Math.floor(steps / stepsPerEpoch) + 1),
        imagesPerSecond: secondsTrained > 0 ? images / secondsTrained : null,
      },
    ]
  }
}

function stateOf(run: PlannedRun): State {
  const { batchSizes, totalSteps } = stepPlan(run.recipe)
  return {
    run,
    work: trainingWork(run.recipe),
    totalSteps,
    stepsPerEpoch: batchSizes.length,
    steps: 0,
    loss: null,
    secondsTrained: 0,
    isEnded: false,
  }
}

/** What ended early leaves nothing to do. */
function workDone({ work, steps, totalSteps, isEnded }: State): number {
  return isEnded ? work : (work * steps) / totalSteps
}
