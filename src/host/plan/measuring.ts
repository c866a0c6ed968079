import { WorkbenchError } from '../../contract/errors.ts'
import { cohortLimit } from '../cohort-limit.ts'
import type { ExperimentPlan } from '../experiment-plan.ts'
import type { SpawnTrainer } from '../supervised-trainer.ts'
import type { CostBook } from './cost-book.ts'
import { measureShapes, type Shape } from './measure-shapes.ts'
import { shapeKey } from './shape-key.ts'
import type { ShapeCost } from './time-left.ts'

/** After so long no more is measured: on a machine that is busy the next plan goes on with the rest. */
const MEASURE_SECONDS = 20

export type MeasuringOptions = {
  costs: CostBook
  /** Whether anything trains now. */
  isTraining: () => boolean
  spawn: SpawnTrainer
  /** How many trainers work at once. */
  trainers: () => number
  /** Ends what is measured, and begins nothing more. */
  closing: AbortSignal
}

/** What a plan that waits for its turn has heard meanwhile. */
type Waiting = {
  /** On what, and beside how many others, it wants its shapes measured. */
  place: string
  costs: Map<string, ShapeCost>
  /** Shapes that could not be measured together. */
  failed: string[][]
}

/**
 * Measures the shapes of plans, one plan after the other: beside others that train or are measured a shape costs more
 * than it does by itself, and stored, that would make every later plan too long.
 */
export class Measuring {
  readonly #options: MeasuringOptions
  readonly #waiting = new Set<Waiting>()
  #last: Promise<unknown> = Promise.resolve()

  constructor(options: MeasuringOptions) {
    this.#options = options
  }

  /**
   * Measures the shapes whose cost is not known here once it is this plan's turn; those that can't be measured, or not
   * within the limit, stay unknown. What was measured or failed while it waited is not tried again.
   * @returns what was measured, by the key of the shape
   */
  async measure(plan: ExperimentPlan, datasetFolder: string): Promise<ReadonlyMap<string, ShapeCost>> {
    if (this.#missingShapes(plan).length === 0) return new Map()
    const waiting: Waiting = { place: this.#placeOf(plan), costs: new Map(), failed: [] }
    this.#waiting.add(waiting)
    const turn = this.#last.then(() => {
      this.#waiting.delete(waiting)
      return this.#measureRest(plan, datasetFolder, waiting)
    })
    this.#last = turn.catch(() => undefined)
    return await turn
  }

  async #measureRest(
    plan: ExperimentPlan,
    datasetFolder: string,
    { place, costs, failed }: Waiting,
  ): Promise<ReadonlyMap<string, ShapeCost>> {
    const { costs: book, spawn, closing } = this.#options
    if (closing.aborted) return costs
    const shapes = this.#missingShapes(plan).filter(({ key }) => !costs.has(key))
    const keys = shapes.map(({ key }) => key)
    const willFail = failed.some((together) => together.every((key) => keys.includes(key)))
    if (shapes.length === 0 || willFail) return costs
    const { trainers, backend } = plan
    const wasAlone = this.#isAlone(plan, place)
    try {
      const measured = await measureShapes(shapes, {
        ...{ spawn, trainers, backend, datasetFolder },
        ...{ limitSeconds: MEASURE_SECONDS, signal: closing },
      })
      const isExact = wasAlone && this.#isAlone(plan, place)
      for (const { key, backend: used, cost } of measured) {
        if (isExact) book.save(key, used, cost)
        else book.saveRough(key, used, cost)
        costs.set(key, cost)
        for (const waiting of this.#waitingAt(place)) waiting.costs.set(key, cost)
      }
    } catch (error) {
      if (!(error instanceof WorkbenchError)) throw error
      for (const waiting of this.#waitingAt(place)) waiting.failed.push(keys)
    }
    return costs
  }

  /** Those first of which nothing is known. */
  #missingShapes({ runs, backend }: ExperimentPlan): Shape[] {
    const { costs } = this.#options
    const shapes = new Map<string, Shape>()
    for (const recipe of new Set(runs.map(({ recipe }) => recipe))) {
      const cohort = cohortLimit(backend, recipe)
      const key = shapeKey(recipe, cohort)
      if (costs.costOf(recipe, cohort, backend) === null) shapes.set(key, { key, recipe, cohort })
    }
    const isUnknown = ({ recipe, cohort }: Shape) => costs.nearestCostOf(recipe, cohort, backend) === null
    const { unknown = [], near = [] } = Object.groupBy(shapes.values(), (shape) =>
      isUnknown(shape) ? 'unknown' : 'near',
    )
    return [...unknown, ...near]
  }

  /** Whether nothing trains, and as many would train at once as when the plan was made. */
  #isAlone(plan: ExperimentPlan, place: string): boolean {
    return !this.#options.isTraining() && this.#placeOf(plan) === place
  }

  #placeOf({ backend }: ExperimentPlan): string {
    return `${backend} ${this.#options.trainers()}`
  }

  #waitingAt(place: string): Waiting[] {
    return [...this.#waiting].filter((waiting) => waiting.place === place)
  }
}
