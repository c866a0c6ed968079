import { CompareQuestion, CurvesQuestion } from '../../src/contract/compare.ts'
import { compareCurves } from '../../src/host/compare/curves.ts'
import { compareSummary } from '../../src/host/compare/summary.ts'
import { openStore, type Store } from '../../src/host/store/open-store.ts'
import { median } from './figures.ts'
import { addFiveHundredRuns, addTwoHundredRuns, SEEDS, SPIKE } from './made-comparison.ts'
import { milliseconds, secondsOf, type Report } from './store-report.ts'

/** What a comparison takes in the host: opening it over many runs, and aggregating curves again after a filter. */
export function benchCompare(file: string, report: Report): void {
  benchOpening(file, report)
  const store = openStore(file)
  benchRedraw(store, 2000, report)
  benchRedraw(store, 20_000, report)
  store.close()
}

function benchOpening(file: string, report: Report): void {
  const store = openStore(file)
  let experimentIds: string[] = []
  const building = secondsOf(() => {
    experimentIds = addFiveHundredRuns(store)
  })
  store.close()
  report('storing 10 experiments of 50 runs', building, 's')
  const parts = {
    'cells, differences and verdict': (of: Store) =>
      compareSummary(
        of,
        CompareQuestion.parse({ selection: { experimentIds }, target: 0.9 }),
        () => 'finished',
      ),
    'test accuracies as curves': (of: Store) =>
      compareCurves(of, CurvesQuestion.parse({ selection: { experimentIds }, metric: 'testAccuracy' })),
    'training losses as curves': (of: Store) =>
      compareCurves(of, CurvesQuestion.parse({ selection: { experimentIds }, metric: 'loss' })),
  }
  for (const [what, part] of Object.entries(parts))
    report(`  of 500 runs, for the first time: ${what}`, firstTimes(file, [part]), 'ms')
  const all = Object.values(parts)
  report('opening a comparison of 500 runs: all three', firstTimes(file, all), 'ms', { most: 500 })
}

/** The median of some first times: a store that was just opened remembers no run. */
function firstTimes(file: string, parts: readonly ((store: Store) => unknown)[]): number {
  const once = (): number => {
    const store = openStore(file)
    const seconds = secondsOf(() => parts.forEach((part) => part(store)))
    store.close()
    return 1000 * seconds
  }
  once()
  return median(Array.from({ length: 7 }, once))
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
  // Each time something else: the columns of finished runs are kept.
  let turn = 0
  const views: Record<string, () => unknown> = {
    'without a seed': () => ask({ seeds: seedsBut((turn++ % SEEDS) + 1) }),
    'without a seed, at one batch size': () =>
      ask({ seeds: seedsBut((turn++ % SEEDS) + 1), batchSizes: [16] }),
    'zoomed in': () => ask({}, { from: turn++, to: steps / 2 + turn }),
    smoothed: () => ask({}, { smoothing: 0.05 + 1e-5 * turn++ }),
    'against seconds, zoomed in': () =>
      ask({}, { unit: 'seconds', from: 1e-3 * turn++, to: 1 + 1e-3 * turn }),
    'with every seed, zoomed in': () => ask({}, { seeds: true, from: turn++, to: steps / 2 + turn }),
  }
  for (const [view, again] of Object.entries(views))
    report(`${what}: again ${view}`, milliseconds(again), 'ms', limit)
  const kept = ask().curves.filter(({ max }) => max.includes(SPIKE.loss)).length
  report(`${what}: curves that show the spike of one step`, kept, '', { least: 1 })
}

function seedsBut(left: number): number[] {
  return Array.from({ length: SEEDS }, (_, index) => index + 1).filter((seed) => seed !== left)
}
