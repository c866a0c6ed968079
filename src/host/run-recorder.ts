import type { BackendName, TrainerEvent } from '../contract/trainer.ts'
import type { PlannedRun } from '../domain/grid.ts'
import { didNotLearn, type RunOutcome } from '../domain/outcome.ts'
import { stepPlan } from '../domain/recipe.ts'
import type { RunRecord, RunSeries } from '../contract/experiment-record.ts'
import type { RunEvent } from './pool-event.ts'
import type { StatusChange } from './run-queue.ts'
import type { RunStatus } from './run-status.ts'

type Finished = Extract<TrainerEvent, { type: 'finished' }>
type Metrics = Extract<TrainerEvent, { type: 'metrics' }>

/** What the tests of a run need to know of the experiment around it. */
export type RunContext = { chance: number; targetAccuracy: number | null }

const SERIES = ['loss', 'accuracy', 'gradientNorm', 'seconds'] as const

/** Gathers all that is told of one run, and gives its record at any time. A new attempt begins from nothing. */
export class RunRecorder {
  readonly #plan: { batchSizes: number[]; totalSteps: number }
  readonly #series: RunSeries
  #steps = 0
  #evaluations: RunRecord['evaluations'] = []
  #finished: Finished | null = null
  #status: RunStatus = 'queued'
  #reason: string | null = null
  #attempts = 0
  #backend: RunRecord['backend'] = null

  /** @param run the run, of which the recipe's steps are what is recorded */
  constructor(run: PlannedRun) {
    this.#plan = stepPlan(run.recipe)
    const empty = (): Float32Array<ArrayBuffer> => new Float32Array(this.#plan.totalSteps)
    this.#series = { loss: empty(), accuracy: empty(), gradientNorm: empty(), seconds: empty() }
  }

  changeStatus({ status, attempt, reason }: StatusChange): void {
    if (status === 'running') {
      this.#steps = 0
      this.#evaluations = []
      this.#finished = null
    }
    this.#status = status
    this.#attempts = attempt
    this.#reason = reason ?? this.#reason
  }

  chooseBackend({ backend, reason }: { backend: BackendName; reason: string }): void {
    this.#backend = { name: backend, reason }
  }

  receive(event: RunEvent): void {
    switch (event.type) {
      case 'metrics':
        return this.#append(event)
      case 'evaluated': {
        const { type: _type, runKey: _key, ...evaluation } = event
        return void this.#evaluations.push(evaluation)
      }
      case 'finished':
        this.#finished = event
        return
      case 'checkpoint':
        return
    }
  }

  /** The record under the name of `run`: of those with equal content each has one. */
  record(run: PlannedRun, { chance, targetAccuracy }: RunContext): Omit<RunRecord, 'checkpoint'> {
    const { recipe: _recipe, cohortKey: _cohort, ...facts } = run
    const result = this.#finished?.result ?? null
    return {
      ...facts,
      outcome: this.#outcome(chance, run.recipe.testExamples),
      reason: this.#reason,
      attempts: this.#attempts,
      backend: this.#backend,
      stepsPerEpoch: this.#plan.batchSizes.length,
      totalSteps: this.#plan.totalSteps,
      secondsTrained: this.#finished?.checkpoint.secondsTrained ?? this.#secondsAt(this.#steps),
      epochLosses: this.#epochLosses(),
      evaluations: this.#evaluations,
      result: result && { ...result, confusion: [...result.confusion] },
      targetReached: targetAccuracy === null ? null : this.#targetReached(targetAccuracy),
      series: this.#recordedSeries(),
    }
  }

  #append(event: Metrics): void {
    for (const name of SERIES) this.#series[name].set(event[name], event.firstStep)
    this.#steps = Math.max(this.#steps, event.firstStep + event.loss.length)
  }

  #outcome(chance: number, testExamples: number): RunOutcome {
    if (this.#status === 'diverged' || this.#status === 'stopped') return this.#status
    if (this.#status !== 'done') return 'failed'
    const accuracy = this.#finished?.result?.running.accuracy
    return accuracy !== undefined && didNotLearn(accuracy, chance, testExamples) ? 'did not learn' : 'done'
  }

  #recordedSeries(): RunSeries {
    const { loss, accuracy, gradientNorm, seconds } = this.#series
    const recorded = (values: Float32Array<ArrayBuffer>) => values.subarray(0, this.#steps)
    return {
      loss: recorded(loss),
      accuracy: recorded(accuracy),
      gradientNorm: recorded(gradientNorm),
      seconds: recorded(seconds),
    }
  }

  #epochLosses(): number[] {
    const perEpoch = this.#plan.batchSizes.length
    return Array.from({ length: Math.floor(this.#steps / perEpoch) }, (_, epoch) => {
      const losses = this.#series.loss.subarray(epoch * perEpoch, (epoch + 1) * perEpoch)
      return losses.reduce((sum, loss) => sum + loss, 0) / perEpoch
    })
  }

  #targetReached(accuracy: number): RunRecord['targetReached'] {
    const reached = this.#evaluations.find(({ test }) => test.accuracy >= accuracy)
    if (reached === undefined) return null
    const { step } = reached
    return { accuracy, step, examples: this.#examplesAt(step), seconds: this.#secondsAt(step) }
  }

  #secondsAt(steps: number): number {
    return steps === 0 ? 0 : this.#series.seconds[steps - 1]!
  }

  #examplesAt(steps: number): number {
    const { batchSizes } = this.#plan
    const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0)
    const epochs = Math.floor(steps / batchSizes.length)
    return epochs * sum(batchSizes) + sum(batchSizes.slice(0, steps - epochs * batchSizes.length))
  }
}
