import { summarize } from '../domain/result-summary.ts'
import { comparedRuns, verdictOf } from '../host/compare-record.ts'
import type { ExperimentRecord } from '../contract/experiment-record.ts'

/** What a program wants to know of an experiment: the figures and the verdict; the steps are in the results file. */
export function resultsJson(record: ExperimentRecord, resultsFile: string): string {
  const { name, seconds, dataset, environment, fairnessNotes, runs } = record
  const summary = {
    ...{ name, resultsFile, seconds, dataset, environment, fairnessNotes },
    cells: summarize(comparedRuns(record)),
    verdict: verdictOf(record),
    runs: runs.map(({ series: _series, evaluations: _evaluations, ...facts }) => facts),
  }
  return JSON.stringify(summary, null, 2)
}
