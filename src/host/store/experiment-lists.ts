import type { ExperimentQuery } from '../../contract/host.ts'
import type { Connection } from './connection.ts'
import { SUMMARY_COLUMNS, toStoredSummary, type StoredSummary, type SummaryRow } from './experiment-row.ts'
import { LISTED_STATUS, waitingParameters, type Waiting } from './listed-status.ts'
import { runCounter } from './run-counts.ts'
import { toSearch, type Search } from './search-text.ts'

const sorts = ['created', 'name', 'runs', 'dataset', 'status'] as const
const orders: Record<ExperimentQuery['sort'], string> = {
  created: 'created_at',
  name: 'name COLLATE NOCASE',
  runs: 'run_count',
  dataset: 'dataset',
  /** What still moves first. */
  status: `CASE ${LISTED_STATUS}
    WHEN 'running' THEN 0 WHEN 'queued' THEN 1 WHEN 'paused' THEN 2 WHEN 'incomplete' THEN 3
    WHEN 'stopped' THEN 4 ELSE 5 END`,
}

/** One of the chosen values, or any where none is chosen. */
const chosen = (value: string, choices: string) =>
  `(${choices} IS NULL OR ${value} IN (SELECT value FROM json_each(${choices})))`
const has = (table: string, column: string, choices: string) =>
  `(${choices} IS NULL OR experiment IN (
    SELECT experiment FROM ${table} WHERE ${column} IN (SELECT value FROM json_each(${choices}))))`

const FILTERS = [
  'is_trashed = @trashed',
  '(@createdFrom IS NULL OR created_at >= @createdFrom)',
  '(@createdTo IS NULL OR created_at <= @createdTo)',
  chosen('dataset', '@datasets'),
  chosen(LISTED_STATUS, '@statuses'),
  has('experiment_tag', 'tag', '@tags'),
  has('experiment_normalization', 'normalization', '@normalizations'),
  has('experiment_arm', 'arm', '@arms'),
].join(' AND ')

const SHORT_WORDS = `NOT EXISTS (
  SELECT 1 FROM json_each(@patterns) WHERE NOT (name LIKE value ESCAPE '\\' OR tags LIKE value ESCAPE '\\'))`

/** What a list is read from: all, what the search index finds, or what has all the short words. */
const sources: Record<Search['kind'], string> = {
  all: `FROM listing WHERE ${FILTERS}`,
  words: `FROM listing WHERE ${FILTERS} AND ${SHORT_WORDS} AND
    experiment IN (SELECT rowid FROM experiment_search WHERE experiment_search MATCH @match)`,
  short: `FROM listing WHERE ${FILTERS} AND ${SHORT_WORDS}`,
}

/** @returns a function that lists experiments with the counts of their runs */
export function experimentLister(
  connection: Connection,
): (query: ExperimentQuery, waiting: Waiting) => { total: number; experiments: StoredSummary[] } {
  const countRuns = runCounter(connection)
  const lists = new Map(
    (['all', 'words', 'short'] as const).flatMap((kind) =>
      sorts.flatMap((sort) =>
        [true, false].map((descending) => {
          const list = connection.prepare<object, number>(listOf(kind, sort, descending)).pluck()
          return [`${kind} ${sort} ${descending}`, list] as const
        }),
      ),
    ),
  )
  const rows = connection.prepare<[string], SummaryRow>(
    `SELECT ${SUMMARY_COLUMNS} FROM experiment WHERE number IN (SELECT value FROM json_each(?))`,
  )
  return (query, waiting) => {
    const { kind, ...words } = toSearch(query.search)
    const { sort, descending, limit, offset } = query
    // The numbers of all, which are quicker to read than to search twice: once for the page, once for the total.
    const all = lists
      .get(`${kind} ${sort} ${descending}`)!
      .all({ ...words, ...filterParameters(query), ...waitingParameters(waiting) })
    const page = all.slice(offset, offset + limit)
    const runs = countRuns(page)
    const found = new Map(rows.all(JSON.stringify(page)).map((row) => [row.number, row]))
    return {
      total: all.length,
      experiments: page.map((number) => toStoredSummary(found.get(number)!, runs.get(number) ?? [])),
    }
  }
}

function filterParameters(query: ExperimentQuery) {
  const { trashed, createdFrom, createdTo, statuses, normalizations, arms, datasets, tags } = query
  const choice = (values: readonly string[] | undefined) =>
    values === undefined || values.length === 0 ? null : JSON.stringify(values)
  return {
    ...{ trashed: Number(trashed), createdFrom: createdFrom ?? null, createdTo: createdTo ?? null },
    ...{ statuses: choice(statuses), normalizations: choice(normalizations) },
    ...{ arms: choice(arms), datasets: choice(datasets), tags: choice(tags) },
  }
}

function listOf(kind: Search['kind'], sort: ExperimentQuery['sort'], descending: boolean): string {
  const direction = descending ? 'DESC' : 'ASC'
  return `SELECT experiment ${sources[kind]}
    ORDER BY ${orders[sort]} ${direction}, experiment ${direction}`
}
