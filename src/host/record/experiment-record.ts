import {
  RESULTS_FORMAT,
  type ExperimentRecord,
  type RunRecord,
  type RunSeries,
} from '../../contract/experiment-record.ts'
import { MetricName } from '../../contract/call-parts.ts'
import { readEnvironment } from '../environment.ts'
import type { StoredRun } from '../store/run-row.ts'
import type { StoredExperiment } from '../store/experiment-row.ts'
import type { Store } from '../store/open-store.ts'
import { targetReached, outcomeOf } from './run-facts.ts'

/** How much of its runs is in a record: every step, the mean loss of each epoch, or only how they ended. */
export type RecordDetail = 'steps' | 'epochs' | 'ends'

/**
 * All that was recorded of an experiment, finished or not. Only with every step are the series read; without, they are
 * empty, and with the ends alone the losses of the epochs are too.
 * @throws WorkbenchError `not-found`
 */
export function experimentRecord(store: Store, id: string, detail: RecordDetail): ExperimentRecord {
  const experiment = store.experiments.get(id)
  const runs = store.runs.ofExperiment(id)
  const { startedAt, seconds } = span(experiment, runs)
  return {
    ...{ format: RESULTS_FORMAT, version: 1, name: experiment.name, preset: experiment.preset },
    ...{ notes: experiment.notes, tags: experiment.tags },
    ...{ looks: experiment.looks, startedAt: new Date(startedAt).toISOString(), seconds },
    ...{ spec: experiment.spec, dataset: experiment.datasetInfo, chance: experiment.chance ?? 0 },
    environment: runs.find(({ environment }) => environment !== null)?.environment ?? readEnvironment(0, {}),
    fairnessNotes: experiment.fairnessNotes,
    runs: runs.map((run) => runRecord(store, run, experiment, detail)),
  }
}

/** From the first start to the last end, in whatever sittings; milliseconds since 1970, and seconds. */
function span(
  experiment: StoredExperiment,
  runs: readonly StoredRun[],
): { startedAt: number; seconds: number } {
  const starts = runs.flatMap((run) => run.startedAt ?? [])
  const ends = runs.flatMap((run) => run.endedAt ?? [])
  const startedAt = starts.length === 0 ? experiment.createdAt : Math.min(...starts)
  return { startedAt, seconds: ends.length === 0 ? 0 : Math.max(0, Math.max(...ends) - startedAt) / 1000 }
}

function runRecord(
  store: Store,
  run: StoredRun,
  { spec }: StoredExperiment,
  detail: RecordDetail,
): RunRecord {
  const { recipe: _recipe, cohortKey: _cohort, ...facts } = run.planned
  const { stepsPerEpoch, totalSteps, secondsTrained, reason, attempt } = run
  const evaluations = store.results.evaluations(run.id)
  const result = store.results.result(run.id)
  const secondsAt = (step: number) => store.series.readValues(run.id, 'seconds', step - 1, step)[0] ?? 0
  return {
    ...facts,
    ...{ outcome: outcomeOf(run), reason, attempts: attempt, stepsPerEpoch, totalSteps, secondsTrained },
    backend: run.backend as RunRecord['backend'],
    epochLosses: detail === 'ends' ? [] : store.results.epochLosses(run.id),
    evaluations,
    result: result && { ...result, confusion: [...result.confusion] },
    targetReached: targetReached(spec.targetAccuracy, evaluations, run.planned.recipe, secondsAt),
    checkpoint: store.checkpoints.of(run.id).findLast(({ isFinal }) => isFinal)?.file ?? null,
    series: detail === 'steps' ? seriesOf(store, run.id) : emptySeries(),
  }
}

function seriesOf(store: Store, runId: string): RunSeries {
  const entries = MetricName.options.map((metric) => [metric, store.series.readValues(runId, metric)])
  return Object.fromEntries(entries) as RunSeries
}

function emptySeries(): RunSeries {
  return Object.fromEntries(MetricName.options.map((metric) => [metric, new Float32Array()])) as RunSeries
}
