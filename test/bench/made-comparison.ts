import { expandGrid, type PlannedRun } from '../../src/domain/grid.ts'
import { Random } from '../../src/domain/random.ts'
import { SpecSchema, type Spec } from '../../src/domain/spec.ts'
import type { Store } from '../../src/host/store/open-store.ts'
import { dataset, newExperiment } from '../host/store/stored-experiments.ts'
import { tinySpec } from '../host/tiny-spec.ts'

/** Of the two hundred runs. */
export const SEEDS = 25
/** A single step of one of the runs, that no thinning may lose. */
export const SPIKE = { step: 777, loss: 1e6 }

/** Ten experiments of fifty runs each. @returns their ids */
export function addFiveHundredRuns(store: Store): string[] {
  return Array.from({ length: 10 }, (_, part) => {
    const seeds = Array.from({ length: 5 }, (_, index) => 1 + 5 * part + index)
    return addRuns(store, designOf([16, 32, 64, 128, 256], seeds, 400))
  })
}

/** An experiment of two hundred runs of so many steps, one of which has a spike. @returns its id */
export function addTwoHundredRuns(store: Store, steps: number): string {
  const seeds = Array.from({ length: SEEDS }, (_, index) => index + 1)
  return addRuns(store, designOf([16, 32, 64, 128], seeds, steps))
}

function designOf(batchSizes: number[], seeds: number[], steps: number): Spec {
  return SpecSchema.parse({ ...tinySpec, batchSizes, seeds, budget: { unit: 'steps', amount: steps } })
}

/** Stores an experiment whose runs are done, each with so many steps and an evaluation after every tenth of them. */
function addRuns(store: Store, spec: Spec): string {
  const planned = expandGrid(spec, dataset)
  const steps = spec.budget.amount
  return store.transaction(() => {
    const { id, runIds } = store.experiments.insert(
      newExperiment({ name: `seeds from ${spec.seeds[0]!}, ${steps} steps`, spec }),
      planned.map((run) => ({ planned: run, state: { status: 'done', outcome: 'done' } })),
    )
    for (const [index, runId] of runIds.entries()) addResults(store, runId, planned[index]!, index, steps)
    return id
  })
}

function addResults(
  store: Store,
  runId: string,
  { arm, seed }: PlannedRun,
  index: number,
  steps: number,
): void {
  const random = new Random(seed, index)
  const loss = Float32Array.from({ length: steps }, (_, step) => 2 / (1 + step / 50) + random.uniform() / 10)
  if (index === 0 && steps > SPIKE.step) loss[SPIKE.step] = SPIKE.loss
  const seconds = Float32Array.from({ length: steps }, (_, step) => (step + 1) / 1000)
  store.series.appendMetrics([{ runId, firstStep: 0, loss, accuracy: loss, gradientNorm: loss, seconds }])
  const gain = arm === 'batch' ? 0.01 : 0
  for (let tenth = 1; tenth <= 10; tenth++) {
    const scores = { loss: 1 / tenth, accuracy: 0.5 + tenth / 25 + gain + random.uniform() / 100 }
    const step = (steps * tenth) / 10
    store.results.addEvaluation(runId, { step, epoch: tenth, test: scores, train: scores, validation: null })
    if (tenth < 10) continue
    store.results.saveResult(runId, {
      ...{ running: scores, precise: scores, batch: scores, confusion: new Int32Array(16) },
    })
  }
}
