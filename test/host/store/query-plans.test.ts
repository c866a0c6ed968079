import { expect, test } from 'vitest'
import { temporaryStore } from './temporary-store.ts'

/** A list that is given as a parameter, the search index, the runs that are being purged and single values have their own ways. */
const allowed = [
  /^SCAN json_each VIRTUAL TABLE/,
  /^SCAN experiment_search VIRTUAL TABLE INDEX \d+:M/,
  /^SCAN (purged|own|CONSTANT ROW)$/,
]

test('every statement reads its tables by an index', () => {
  const { connection } = temporaryStore()
  expect(connection.statements.length).toBeGreaterThan(80)
  const scans = connection.statements.flatMap((sql) => {
    const plan = connection.database.prepare<unknown[], { detail: string }>(
      `EXPLAIN QUERY PLAN ${sql.replace(/@\w+|\?/g, '@any')}`,
    )
    const steps = /@|\?/.test(sql) ? plan.all({ any: null }) : plan.all()
    return steps
      .filter(({ detail }) => detail.startsWith('SCAN') && !allowed.some((pattern) => pattern.test(detail)))
      .map(({ detail }) => ({ sql, detail }))
  })
  expect(scans).toEqual([])
})
