import { RunStatus } from '../../contract/call-parts.ts'
import type { RunQuery } from '../../contract/host.ts'
import type { RunSummary } from '../../contract/host-answers.ts'
import type { Connection } from './connection.ts'
import { selectRuns, toSummary, type RunRow } from './run-row.ts'

type Parameters = { experimentId: string | null; statuses: string; limit: number; offset: number }

const WITH_STATUS = `run.status IN (SELECT value FROM json_each(@statuses))`
const OF_EXPERIMENT = `run.experiment = (SELECT number FROM experiment WHERE id = @experimentId) AND ${WITH_STATUS}`
const OF_ALL = `run.is_hidden = 0 AND ${WITH_STATUS}`

/** The index that a list of all runs is read by, and its order. */
const orders: Record<RunQuery['sort'], { index: string; columns: readonly string[] }> = {
  position: { index: 'run_by_place', columns: ['run.experiment', 'run.position'] },
  accuracy: { index: 'run_by_accuracy', columns: ['run.final_test_accuracy', 'run.number'] },
  started: { index: 'run_by_start', columns: ['run.started_at', 'run.number'] },
}

/** @returns a function that lists runs: of one experiment, or of all that are not in the trash */
export function runLister(
  connection: Connection,
): (query: RunQuery) => { total: number; runs: RunSummary[] } {
  const countOfExperiment = connection.prepare<object, { total: number }>(
    `SELECT count(*) AS total FROM run WHERE ${OF_EXPERIMENT}`,
  )
  const countOfAll = connection.prepare<object, { total: number }>(
    `SELECT count(*) AS total FROM run WHERE ${OF_ALL}`,
  )
  const pages = new Map(
    (['position', 'accuracy', 'started'] as const).flatMap((sort) =>
      [true, false].flatMap((descending) => [
        [
          `${sort} ${descending} one`,
          connection.prepare<Parameters, RunRow>(pageOfExperiment(sort, descending)),
        ],
        [`${sort} ${descending} all`, connection.prepare<Parameters, RunRow>(pageOfAll(sort, descending))],
      ]),
    ) as [string, ReturnType<typeof connection.prepare<Parameters, RunRow>>][],
  )
  return ({ experimentId, statuses, sort, descending, limit, offset }) => {
    const chosen = JSON.stringify(statuses ?? RunStatus.options)
    const parameters = { experimentId: experimentId ?? null, statuses: chosen, limit, offset }
    const isOne = experimentId !== undefined
    const count = isOne ? countOfExperiment : countOfAll
    const page = pages.get(`${sort} ${descending} ${isOne ? 'one' : 'all'}`)!
    return { total: count.get(parameters)!.total, runs: page.all(parameters).map(toSummary) }
  }
}

function pageOfExperiment(sort: RunQuery['sort'], descending: boolean): string {
  return `${selectRuns()} WHERE ${OF_EXPERIMENT} ${ordered(sort, descending)} LIMIT @limit OFFSET @offset`
}

/** The page is found in the index alone: skipping to a late one must not read the rows that are skipped. */
function pageOfAll(sort: RunQuery['sort'], descending: boolean): string {
  const order = ordered(sort, descending)
  return `${selectRuns()} WHERE run.number IN (
    SELECT number FROM run INDEXED BY ${orders[sort].index} WHERE ${OF_ALL} ${order} LIMIT @limit OFFSET @offset)
    ${order}`
}

function ordered(sort: RunQuery['sort'], descending: boolean): string {
  const direction = descending ? 'DESC' : 'ASC'
  return `ORDER BY ${orders[sort].columns.map((column) => `${column} ${direction}`).join(', ')}`
}
