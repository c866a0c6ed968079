import type { CurveMetric, CurveUnit } from '../../contract/compare.ts'
import type { MetricName } from '../../contract/call-parts.ts'
import { stepPlan } from '../../domain/recipe.ts'
import type { ShortEvaluation } from '../store/compared-runs.ts'
import type { Store } from '../store/open-store.ts'
import type { SelectedRun } from './selection.ts'

/** A run's values of a metric in order, and where they lie on an axis, which never falls. */
export type Trace = {
  length: number
  xAt: (index: number) => number
  /** The values from `from` to before `to`. */
  values: (from: number, to: number) => Float32Array | Float64Array
}

/**
 * A run's trace. A step lies where it begins: at its number from 0, the epochs or images before it; on the axis of
 * seconds where it had ended, as measured in that run. An evaluation lies after the steps before it.
 */
export function traceOf(store: Store, run: SelectedRun, metric: CurveMetric, unit: CurveUnit): Trace {
  switch (metric) {
    case 'loss':
    case 'accuracy':
    case 'gradientNorm':
      return stepTrace(store, run, metric, unit)
    default:
      return evaluationTrace(store, run, metric, unit)
  }
}

/** Where a run's axis ends: with its budget, so that nothing moves while it trains; for seconds, with what is known. */
export function axisEnd(store: Store, run: SelectedRun, unit: CurveUnit): number {
  return unit === 'seconds' ? (lastSecond(store, run) ?? 0) : placeOf(run, unit)(run.totalSteps)
}

function lastSecond(store: Store, run: SelectedRun): number | undefined {
  const { stepsDone } = run
  return stepsDone === 0 ? undefined : store.compared.values(run, 'seconds', stepsDone - 1, stepsDone)[0]
}

function stepTrace(store: Store, run: SelectedRun, metric: MetricName, unit: CurveUnit): Trace {
  const values: Trace['values'] = (from, to) => store.compared.values(run, metric, from, to)
  if (unit !== 'seconds') return { length: run.stepsDone, xAt: placeOf(run, unit), values }
  const seconds = store.compared.values(run, 'seconds', 0)
  return { length: seconds.length, xAt: (step) => seconds[step]!, values }
}

function evaluationTrace(
  store: Store,
  run: SelectedRun,
  metric: Exclude<CurveMetric, 'loss' | 'accuracy' | 'gradientNorm'>,
  unit: CurveUnit,
): Trace {
  const valueOf: Record<typeof metric, (evaluation: ShortEvaluation) => number | undefined> = {
    testLoss: ({ test }) => test.loss,
    testAccuracy: ({ test }) => test.accuracy,
    trainLoss: ({ train }) => train?.loss,
    trainAccuracy: ({ train }) => train?.accuracy,
  }
  const points = evaluationsOf(store, run).flatMap((evaluation) => {
    const value = valueOf[metric](evaluation)
    return value === undefined ? [] : { step: evaluation.step, value }
  })
  const xs = evaluationPlaces(
    store,
    run,
    unit,
    points.map(({ step }) => step),
  )
  const values = Float64Array.from(points, ({ value }) => value)
  return {
    length: points.length,
    xAt: (index) => xs[index]!,
    values: (from, to) => values.subarray(from, to),
  }
}

/** The evaluations on the way, and the one at the end where it was told only as the run's result. */
function evaluationsOf(store: Store, run: SelectedRun): readonly ShortEvaluation[] {
  const { result, stepsDone } = run
  const evaluations = store.compared.evaluations(run)
  const last = evaluations.at(-1)?.step ?? -1
  if (result === null || last >= stepsDone) return evaluations
  return [...evaluations, { step: stepsDone, test: result.running, train: null }]
}

function evaluationPlaces(
  store: Store,
  run: SelectedRun,
  unit: CurveUnit,
  steps: readonly number[],
): number[] {
  if (unit !== 'seconds') return steps.map(placeOf(run, unit))
  const seconds = store.compared.values(run, 'seconds', 0)
  return steps.map((step) => (step === 0 ? 0 : (seconds[step - 1] ?? 0)))
}

/** Where the begin of a step is, on an axis that the recipe alone decides. */
function placeOf({ recipe }: SelectedRun, unit: Exclude<CurveUnit, 'seconds'>): (step: number) => number {
  const { batchSizes } = stepPlan(recipe)
  const stepsPerEpoch = batchSizes.length
  switch (unit) {
    case 'steps':
      return (step) => step
    case 'epochs':
      return (step) => step / stepsPerEpoch
    case 'examples': {
      const before = [0]
      for (const size of batchSizes) before.push(before.at(-1)! + size)
      return (step) => {
        const epochs = Math.floor(step / stepsPerEpoch)
        return epochs * before[stepsPerEpoch]! + before[step - epochs * stepsPerEpoch]!
      }
    }
  }
}

/**
 * The first index from `start` whose place is at or after `x`; the length where there is none. It is mostly near: found
 * by doubling strides, then by halving.
 */
export function firstFrom({ length, xAt }: Trace, x: number, start = 0): number {
  let [low, high] = [start, start]
  for (let stride = 4; high < length && xAt(high) < x; stride *= 2) {
    low = high + 1
    high += stride
  }
  high = Math.min(high, length)
  while (low < high) {
    const middle = (low + high) >> 1
    if (xAt(middle) < x) low = middle + 1
    else high = middle
  }
  return low
}

/** The same for the first whose place is after `x`. */
export function firstAfter(trace: Trace, x: number, start = 0): number {
  let index = firstFrom(trace, x, start)
  while (index < trace.length && trace.xAt(index) === x) index++
  return index
}
