import { CompareQuestion, CurvesQuestion } from '../../src/contract/compare.ts'
import { compareCurves } from '../../src/host/compare/curves.ts'
import { compareSummary } from '../../src/host/compare/summary.ts'
import { expandGrid, type PlannedRun } from '../../src/domain/grid.ts'
import { Random } from '../../src/domain/random.ts'
import { SpecSchema, type Spec } from '../../src/domain/spec.ts'
import { openStore, type Store } from '../../src/host/store/open-store.ts'
import { dataset, newExperiment } from '../host/store/stored-experiments.ts'
import { tinySpec } from '../host/tiny-spec.ts'
import { milliseconds, secondsOf, type Report } from './store-report.ts'

const SPIKE = { step: 777, loss: 1e6 }

/** What a comparison takes in the host: opening it over many runs, and aggregating curves again after a filter. */
export function benchCompare(file: string, report: Report): void {
  const store = openStore(file)
  benchOpening(store, report)
  benchRedraw(store, 2000, report)
  benchRedraw(store, 20_000, report)
  store.close()
}

/** Ten experiments of fifty runs each. */
function benchOpening(store: Store, report: Report): void {
  const experimentIds: string[] = []
  const building = secondsOf(() => {
    for (let part = 0; part < 10; part++) {
      const seeds = Array.from({ length: 5 }, (_, index) => 1 + 5 * part + index)
      experimentIds.push(addRuns(store, designOf([16, 32, 64, 128, 256], seeds, 400)).id)
    }
  })
  report('storing 10 experiments of 50 runs', building, 's')
  const selection = { experimentIds }
  const summary = () =>
    compareSummary(store, CompareQuestion.parse({ selection, target: 0.9 }), () => 'finished')
  const curves = () => compareCurves(store, CurvesQuestion.parse({ selection, metric: 'testAccuracy' }))
  const losses = () => compareCurves(store, CurvesQuestion.parse({ selection, metric: 'loss' }))
  report(`  cells, differences and verdict of ${summary().runs.length} runs`, milliseconds(summary), 'ms')
  report('  their test accuracies as curves', milliseconds(curves), 'ms')
  report('  their training losses as curves', milliseconds(losses), 'ms')
  const opening = milliseconds(() => [summary(), curves(), losses()])
  report('opening a comparison of 500 runs: all three', opening, 'ms', { most: 500 })
}

/** Two hundred runs of so many steps, one of which has a spike that lasts one step. */
function benchRedraw(store: Store, steps: number, report: Report): void {
  const seeds = Array.from({ length: 25 }, (_, index) => index + 1)
  const { id } = addRuns(store, designOf([16, 32, 64, 128], seeds, steps))
  const selection = { experimentIds: [id] }
  const ask = (filter: object = {}, view: object = {}) =>
    compareCurves(
      store,
      CurvesQuestion.parse({
        selection: { ...selection, ...filter },
        metric: 'loss',
        unit: 'steps',
        ...view,
      }),
    )
  const what = `200 runs × ${steps} steps`
  const limit = steps === 2000 ? { most: 100 } : null
  report(
    `${what}: aggregated again after a filter`,
    milliseconds(() => ask()),
    'ms',
    limit,
  )
  report(
    `${what}: smoothed`,
    milliseconds(() => ask({}, { smoothing: 0.05 })),
    'ms',
    limit,
  )
  report(
    `${what}: against seconds`,
    milliseconds(() => ask({}, { unit: 'seconds' })),
    'ms',
    limit,
  )
  report(
    `${what}: every seed too`,
    milliseconds(() => ask({}, { seeds: true })),
    'ms',
    limit,
  )
  report(
    `${what}: one batch size of four`,
    milliseconds(() => ask({ batchSizes: [16] })),
    'ms',
    limit,
  )
  const kept = ask().curves.filter(({ max }) => max.includes(SPIKE.loss)).length
  report(`${what}: curves that show the spike of one step`, kept, '', { least: 1 })
}

function designOf(batchSizes: number[], seeds: number[], steps: number): Spec {
  return SpecSchema.parse({ ...tinySpec, batchSizes, seeds, budget: { unit: 'steps', amount: steps } })
}

/** Stores an experiment whose runs are done, each with so many steps and an evaluation after every tenth of them. */
function addRuns(store: Store, spec: Spec): { id: string } {
  const planned = expandGrid(spec, dataset)
  const steps = spec.budget.amount
  return store.transaction(() => {
    const { id, runIds } = store.experiments.insert(
      newExperiment({ name: `seeds from ${spec.seeds[0]!}, ${steps} steps`, spec }),
      planned.map((run) => ({ planned: run, state: { status: 'done', outcome: 'done' } })),
    )
    for (const [index, runId] of runIds.entries()) addResults(store, runId, planned[index]!, index, steps)
    return { id }
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
