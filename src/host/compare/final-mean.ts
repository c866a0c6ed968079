import type { CompareCurve, CurveMetric } from '../../contract/compare.ts'
import { mean } from '../../domain/statistics.ts'
import type { Store } from '../store/open-store.ts'
import type { SelectedRun } from './selection.ts'
import { isOfSteps, traceOf } from './trace.ts'

/** What a curve of these runs ends with: see `CompareCurve`. */
export function finalMean(
  store: Store,
  runs: readonly SelectedRun[],
  metric: CurveMetric,
): CompareCurve['final'] {
  const values = runs
    .filter(({ outcome }) => outcome !== 'diverged')
    .map((run) => lastOf(store, run, metric))
    .filter(Number.isFinite)
  return values.length === 0 ? null : { mean: mean(values), n: values.length }
}

/** The mean of what is finite of it; NaN where nothing is. */
function lastOf(store: Store, run: SelectedRun, metric: CurveMetric): number {
  const compute = () => {
    const trace = traceOf(store, run, metric, 'steps')
    const count = isOfSteps(metric) ? run.stepsPerEpoch : 1
    const values = trace.values(Math.max(0, trace.length - count), trace.length)
    const finite = Array.from(values).filter(Number.isFinite)
    return { value: finite.length === 0 ? NaN : mean(finite), byteLength: 8 }
  }
  return store.compared.computed(run, `final ${metric}`, compute).value
}
