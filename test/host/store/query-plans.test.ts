import { expect, test } from 'vitest'
import { temporaryStore } from './temporary-store.ts'

/** A list that is given as a parameter, and the search index, are read in their own ways. */
const allowed = [
  /^SCAN json_each VIRTUAL TABLE/,
  /^SCAN experiment_search VIRTUAL TABLE INDEX \d+:M/,
  /^SCAN purged$/,
]

test('every statement reads its tables by an index', () => {
  const { connection } = temporaryStore()
  expect(connection.statements.length).toBeGreaterThan(80)
  const scans = connection.statements.flatMap((sql) => {
    const plan = connection.database.prepare<[null], { detail: string }>(
      `EXPLAIN QUERY PLAN ${sql.replace(/@\w+|\?/g, '?1')}`,
    )
    const steps =
      sql.includes('?') || sql.includes('@')
        ? plan.all(null)
        : (plan as unknown as { all(): { detail: string }[] }).all()
    return steps
      .filter(({ detail }) => detail.startsWith('SCAN') && !allowed.some((pattern) => pattern.test(detail)))
      .map(({ detail }) => ({ sql, detail }))
  })
  expect(scans).toEqual([])
})
