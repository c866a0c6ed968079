import type { ExperimentRecord } from '../contract/experiment-record.ts'
import { summarize } from '../domain/result-summary.ts'
import { comparedRuns, verdictOf } from '../host/compare-record.ts'

/** What a program wants to know of an experiment: the figures and the verdict; the steps are in its record. */
export function resultsAnswer(id: string, record: ExperimentRecord): object {
  const { name, looks, startedAt, seconds, dataset, environment, fairnessNotes, runs } = record
  return {
    ...{ id, name, looks, startedAt, seconds, dataset, environment, fairnessNotes },
    cells: summarize(comparedRuns(record)),
    verdict: verdictOf(record),
    runs: runs.map(({ series: _series, evaluations: _evaluations, ...facts }) => facts),
  }
}
