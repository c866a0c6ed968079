import { WorkbenchError } from '../../contract/errors.ts'
import type { CompareCurve, CompareCurves, CurvesQuestion } from '../../contract/compare.ts'
import type { Store } from '../store/open-store.ts'
import { finalMean } from './final-mean.ts'
import { MeanColumns } from './mean-columns.ts'
import { ColumnReader, type Part, type RunColumns } from './run-columns.ts'
import { select, type SelectedRun } from './selection.ts'
import { axisEnd, evaluationSeconds, isOfSteps, traceOf, type EvaluationSeconds } from './trace.ts'

/**
 * One curve for each arm, batch size and learning rate, aggregated over every step of the part that is wanted: no value
 * is left out, and no curve has more columns than were asked for.
 * @throws WorkbenchError `not-found` when none of the experiments is here; `bad-input` when the part ends before it begins
 */
export function compareCurves(store: Store, question: CurvesQuestion): CompareCurves {
  const { unit, columns, smoothing, from = 0 } = question
  const { runs, arms } = select(store, question.selection)
  const end = runs.reduce((most, run) => Math.max(most, axisEnd(store, run, unit)), 0)
  const to = question.to ?? end
  if (question.to !== undefined && to <= from) {
    throw new WorkbenchError(
      'bad-input',
      `The part of the axis begins at ${from} and ends at ${to}, which is not after it.`,
    )
  }
  const part: Part = { from, to: Math.max(to, from), columns, span: smoothing * end }
  const groups = Map.groupBy(runs, ({ arm, batchSize, learningRate }) =>
    JSON.stringify([arm, batchSize, learningRate]),
  )
  const labels = arms.map(({ label }) => label)
  const ordered = [...groups.values()].toSorted(
    ([one], [other]) =>
      one!.batchSize - other!.batchSize ||
      one!.learningRate - other!.learningRate ||
      labels.indexOf(one!.arm) - labels.indexOf(other!.arm),
  )
  const read = columnReader(store, question, part)
  return { unit, end, curves: ordered.map((group) => curveOf(store, group, question, read)) }
}

/** A run by columns; `together` says where evaluations lie on the axis of seconds, if not where the run measured them. */
type ReadColumns = (run: SelectedRun, together?: EvaluationSeconds) => RunColumns

/** Every filter of a comparison asks for the same columns of the same runs: of those that are over they are kept. */
function columnReader(store: Store, { metric, unit }: CurvesQuestion, part: Part): ReadColumns {
  const reader = new ColumnReader(part)
  const what = JSON.stringify([metric, unit, part])
  return (run, together) =>
    together === undefined
      ? store.compared.computed(run, what, () => reader.read(traceOf(store, run, metric, unit)))
      : reader.read(traceOf(store, run, metric, unit, together))
}

function curveOf(
  store: Store,
  runs: readonly SelectedRun[],
  { metric, unit, columns, seeds: wantsSeeds }: CurvesQuestion,
  read: ReadColumns,
): CompareCurve {
  const mean = new MeanColumns(columns)
  const seeds: CompareCurve['seeds'] = []
  const diverged: CompareCurve['diverged'] = []
  const together = unit === 'seconds' && !isOfSteps(metric) ? evaluationSeconds(store, runs) : undefined
  for (const run of runs) {
    const { id: runId, seed } = run
    const own = read(run)
    mean.add(together === undefined ? own : read(run, together))
    const { x, min, max, lastFinite } = own
    if (wantsSeeds) seeds.push({ runId, seed, x, min, max })
    if (run.outcome === 'diverged' && lastFinite !== null) diverged.push({ runId, seed, ...lastFinite })
  }
  const { arm, batchSize, learningRate } = runs[0]!
  return {
    ...{ arm, batchSize, learningRate, runIds: runs.map(({ id }) => id) },
    ...mean.filled(),
    ...{ final: finalMean(store, runs, metric), diverged, seeds },
  }
}
