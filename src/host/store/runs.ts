import type { RunStatus } from '../../contract/call-parts.ts'
import type { RunSummary } from '../../contract/host-answers.ts'
import type { Environment } from '../../contract/experiment-record.ts'
import type { Recipe } from '../../domain/recipe.ts'
import type { Connection } from './connection.ts'
import { found } from './rows.ts'
import { selectRuns, toStoredRun, toSummary, type RunRow, type StoredRun } from './run-row.ts'
import type { SharedContent } from './shared-content.ts'

/** The functions that read runs one by one, by experiment, or as the queue. */
export function runReader(
  connection: Connection,
  recipes: SharedContent<Recipe>,
  environments: SharedContent<Environment>,
) {
  const one = connection.prepare<[string], RunRow>(`${selectRuns()} WHERE run.id = ?`)
  const ofExperiment = connection.prepare<[string], RunRow>(`
    ${selectRuns()} WHERE experiment.id = ? ORDER BY run.position`)
  const queued = connection.prepare<[], RunRow>(`
    ${selectRuns('run_by_queue')} WHERE run.queue_position IS NOT NULL AND run.is_hidden = 0 ORDER BY run.queue_position`)
  const beginning = connection.prepare<{ from: string; to: string }, { id: string }>(
    `SELECT id FROM run WHERE id >= @from AND id < @to LIMIT 2`,
  )
  const status = connection.prepare<[string], { status: RunStatus }>(`SELECT status FROM run WHERE id = ?`)
  const stored = (row: RunRow) => toStoredRun(row, recipes, environments)

  return {
    /** @throws WorkbenchError `not-found` */
    summary(runId: string): RunSummary {
      return toSummary(found(one.get(runId), 'run', runId))
    },
    /** @throws WorkbenchError `not-found` */
    get(runId: string): StoredRun {
      return stored(found(one.get(runId), 'run', runId))
    },
    /** @throws WorkbenchError `not-found` */
    status(runId: string): RunStatus {
      return found(status.get(runId), 'run', runId).status
    },
    /** All runs of an experiment in the order of its grid; empty when there is no such experiment. */
    ofExperiment(experimentId: string): StoredRun[] {
      return ofExperiment.all(experimentId).map(stored)
    },
    /** The queue in order, without what is in the trash. */
    queued(): StoredRun[] {
      return queued.all().map(stored)
    },
    /** The ids that begin so, two at most: enough to know whether it is one. */
    idsBeginning(text: string): string[] {
      return beginning.all({ from: text, to: `${text}\u{10ffff}` }).map(({ id }) => id)
    },
  }
}
