import type { ExperimentQuery } from '../../contract/host.ts'
import type { Connection } from './connection.ts'
import { SUMMARY_COLUMNS, toStoredSummary, type StoredSummary, type SummaryRow } from './experiment-row.ts'
import { runCounter } from './run-counts.ts'
import { toSearch, type Search } from './search-text.ts'

type Parameters = { trashed: number; match: string; patterns: string; limit: number; offset: number }

const sorts = ['created', 'name', 'runs'] as const
const orders: Record<ExperimentQuery['sort'], string> = {
  created: 'created_at',
  name: 'name COLLATE NOCASE',
  runs: 'run_count',
}

const SHORT_WORDS = `NOT EXISTS (
  SELECT 1 FROM json_each(@patterns) WHERE NOT (name LIKE value ESCAPE '\\' OR tags LIKE value ESCAPE '\\'))`

/** What a list is read from: all, what the search index finds, or what has all the short words. */
const sources: Record<Search['kind'], string> = {
  all: `FROM experiment WHERE is_trashed = @trashed`,
  words: `FROM experiment WHERE is_trashed = @trashed AND ${SHORT_WORDS} AND
    experiment.number IN (SELECT rowid FROM experiment_search WHERE experiment_search MATCH @match)`,
  short: `FROM experiment INDEXED BY experiment_by_name WHERE is_trashed = @trashed AND ${SHORT_WORDS}`,
}

/** @returns a function that lists experiments with the counts of their runs */
export function experimentLister(
  connection: Connection,
): (query: ExperimentQuery) => { total: number; experiments: StoredSummary[] } {
  const countRuns = runCounter(connection)
  const counts = {
    all: connection.prepare<object, { total: number }>(`SELECT count(*) AS total ${sources.all}`),
    words: connection.prepare<object, { total: number }>(`SELECT count(*) AS total ${sources.words}`),
    short: connection.prepare<object, { total: number }>(`SELECT count(*) AS total ${sources.short}`),
  }
  const pages = new Map(
    (['all', 'words', 'short'] as const).flatMap((kind) =>
      sorts.flatMap((sort) =>
        [true, false].map((descending) => {
          const sql = pageOf(kind, sort, descending)
          return [`${kind} ${sort} ${descending}`, connection.prepare<Parameters, SummaryRow>(sql)] as const
        }),
      ),
    ),
  )
  return ({ search, trashed, sort, descending, limit, offset }) => {
    const { kind, ...words } = toSearch(search)
    const parameters = { ...words, trashed: Number(trashed), limit, offset }
    const rows = pages.get(`${kind} ${sort} ${descending}`)!.all(parameters)
    const runs = countRuns(rows.map(({ number }) => number))
    return {
      total: counts[kind].get(parameters)!.total,
      experiments: rows.map((row) => toStoredSummary(row, runs.get(row.number) ?? [])),
    }
  }
}

function pageOf(kind: Search['kind'], sort: ExperimentQuery['sort'], descending: boolean): string {
  const direction = descending ? 'DESC' : 'ASC'
  return `SELECT ${SUMMARY_COLUMNS} ${sources[kind]}
    ORDER BY ${orders[sort]} ${direction}, experiment.number ${direction} LIMIT @limit OFFSET @offset`
}
