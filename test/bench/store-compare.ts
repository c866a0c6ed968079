import { CompareQuestion, CurvesQuestion } from '../../src/contract/compare.ts'
import { compareCurves } from '../../src/host/compare/curves.ts'
import { compareSummary } from '../../src/host/compare/summary.ts'
import { openStore, type Store } from '../../src/host/store/open-store.ts'
import { addFiveHundredRuns, addTwoHundredRuns, SPIKE } from './made-comparison.ts'
import { milliseconds, secondsOf, type Report } from './store-report.ts'

/** What a comparison takes in the host: opening it over many runs, and aggregating curves again after a filter. */
export function benchCompare(file: string, report: Report): void {
  const store = openStore(file)
  benchOpening(store, report)
  benchRedraw(store, 2000, report)
  benchRedraw(store, 20_000, report)
  store.close()
}

function benchOpening(store: Store, report: Report): void {
  let experimentIds: string[] = []
  const building = secondsOf(() => {
    experimentIds = addFiveHundredRuns(store)
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

function benchRedraw(store: Store, steps: number, report: Report): void {
  const selection = { experimentIds: [addTwoHundredRuns(store, steps)] }
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
