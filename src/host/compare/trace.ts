import type { CurveMetric, CurveUnit } from '../../contract/compare.ts'
import type { MetricName } from '../../contract/call-parts.ts'
import { stepPlan } from '../../domain/recipe.ts'
import { mean } from '../../domain/statistics.ts'
import type { ShortEvaluation } from '../store/stored-compared-run.ts'
import type { Store } from '../store/open-store.ts'
import type { SelectedRun } from './selection.ts'

/** A run's values of a metric in order, and where they lie on an axis, which never falls. */
export type Trace = {
  length: number
  xAt: (index: number) => number
  /** The values from `from` to before `to`. */
  values: (from: number, to: number) => Values
}
type Values = Float32Array | Float64Array
type StepMetric = Extract<CurveMetric, MetricName>

/** Where an evaluation lies on the axis of seconds, by the steps before it. */
export type EvaluationSeconds = ReadonlyMap<number, number>

/**
 * A run's trace. A step lies where it begins: at its number from 0, the epochs or images before it; on the axis of
 * seconds where it had ended, as measured in that run. An evaluation lies after the steps before it.
 * @param seconds where evaluations lie on the axis of seconds, if not where this run measured them
 */
export function traceOf(
  store: Store,
  run: SelectedRun,
  metric: CurveMetric,
  unit: CurveUnit,
  seconds?: EvaluationSeconds,
): Trace {
  return isOfSteps(metric)
    ? stepTrace(store, run, metric, unit)
    : evaluationTrace(store, run, metric, unit, seconds)
}

/** Whether a metric has a value at every step, and not only where the weights were evaluated. */
export function isOfSteps(metric: CurveMetric): metric is StepMetric {
  return metric === 'loss' || metric === 'accuracy' || metric === 'gradientNorm'
}

/**
 * Where the evaluations of runs of one arm lie together on the axis of seconds, so that their mean is over all of them
 * and not over whoever was as fast: from one to the next by the mean of the seconds that the runs took which got so far.
 */
export function evaluationSeconds(store: Store, runs: readonly SelectedRun[]): EvaluationSeconds {
  const measured = runs.map((run) => store.compared.values(run, 'seconds', 0))
  const steps = new Set(runs.flatMap((run) => evaluationsOf(store, run).map(({ step }) => step)))
  const places = new Map<number, number>()
  let [before, place] = [0, 0]
  for (const step of [...steps].toSorted((one, other) => one - other)) {
    const took = measured.flatMap((seconds) =>
      step > seconds.length ? [] : secondsAt(seconds, step) - secondsAt(seconds, before),
    )
    if (took.length > 0) place += mean(took)
    places.set(step, place)
    before = step
  }
  return places
}

/** Seconds trained when so many steps had ended. */
function secondsAt(seconds: Values, steps: number): number {
  return steps === 0 ? 0 : (seconds[steps - 1] ?? 0)
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
  metric: Exclude<CurveMetric, StepMetric>,
  unit: CurveUnit,
  seconds: EvaluationSeconds | undefined,
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
  const xs = points.map(({ step }) => step).map(evaluationPlace(store, run, unit, seconds))
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

function evaluationPlace(
  store: Store,
  run: SelectedRun,
  unit: CurveUnit,
  together: EvaluationSeconds | undefined,
): (step: number) => number {
  if (unit !== 'seconds') return placeOf(run, unit)
  if (together) return (step) => together.get(step) ?? 0
  const own = store.compared.values(run, 'seconds', 0)
  return (step) => secondsAt(own, step)
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
