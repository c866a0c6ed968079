import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openStore, type Store } from '../../../src/host/store/open-store.ts'
import { addExperiment, rowsOf } from './stored-experiments.ts'
import { temporaryFolder, temporaryStore } from './temporary-store.ts'

/** What a reader knows that follows the contract: rows that begin at a known step put an end to what was known from it on. */
class Reader {
  cursor = 0
  readonly known = new Map<string, number[]>()

  ask(store: Store, runIds: readonly string[]): void {
    const page = store.series.metricsSince(runIds, this.cursor)
    this.cursor = page.cursor
    for (const { runId, firstStep, loss } of page.rows) {
      const before = this.known.get(runId) ?? []
      expect(firstStep).toBeLessThanOrEqual(before.length)
      this.known.set(runId, [...before.slice(0, firstStep), ...loss])
    }
  }
}

const steps = fc.array(
  fc.record({
    run: fc.integer({ min: 0, max: 2 }),
    kind: fc.constantFrom('append', 'append', 'append', 'cut', 'ask', 'reopen'),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  { maxLength: 40 },
)

test('a reader that asks now and then knows the series, over cuts and restarts', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const file = join(temporaryFolder(), 'workbench.db')
      let store = openStore(file)
      const { runIds } = addExperiment(store, {}, 3)
      const truth = runIds.map((): number[] => [])
      const reader = new Reader()
      let next = 0
      for (const { run, kind, share } of all) {
        const id = runIds[run]!
        if (kind === 'append') {
          const values = Array.from({ length: 1 + Math.floor(share * 600) }, () => next++)
          store.series.appendMetrics([rowsOf(id, truth[run]!.length, values)])
          truth[run]!.push(...values)
        } else if (kind === 'cut') {
          truth[run]!.length = Math.floor(truth[run]!.length * share)
          store.series.truncateSeries(id, truth[run]!.length)
        } else if (kind === 'ask') {
          reader.ask(store, runIds)
        } else {
          store.close()
          store = openStore(file)
        }
      }
      reader.ask(store, runIds)
      for (const [run, id] of runIds.entries()) expect(reader.known.get(id) ?? []).toEqual(truth[run])
      store.close()
    }),
    { numRuns: 40 },
  )
})

test('only what is new comes, also after a restart, and nothing comes twice', () => {
  const file = join(temporaryFolder(), 'workbench.db')
  const before = openStore(file)
  const { runIds } = addExperiment(before, {}, 2)
  const [first, second] = runIds as [string, string]
  before.series.appendMetrics([rowsOf(first, 0, [1, 2]), rowsOf(second, 0, [7])])
  const { cursor } = before.series.metricsSince(runIds, 0)
  expect(before.series.metricsSince(runIds, cursor).rows).toEqual([])
  before.close()
  const store = openStore(file)
  expect(store.series.metricsSince(runIds, cursor).rows).toEqual([])
  store.series.appendMetrics([rowsOf(first, 2, [3])])
  expect(store.series.metricsSince(runIds, cursor).rows).toEqual([rowsOf(first, 2, [3])])
  store.close()
})

test('much comes in pages that end between changes, also while the series grow', () => {
  const store = temporaryStore()
  const { runIds } = addExperiment(store, {}, 4)
  const [a, b, c, d] = runIds as [string, string, string, string]
  store.series.appendMetrics([rowsOf(a, 0, [1, 2])])
  store.series.appendMetrics([rowsOf(b, 0, [3]), rowsOf(c, 0, [4])])
  store.series.appendMetrics([rowsOf(d, 0, [5])])
  const first = store.series.metricsSince(runIds, 0, 8)
  expect(first).toMatchObject({ hasMore: true, rows: [rowsOf(a, 0, [1, 2])] })
  store.series.appendMetrics([rowsOf(b, 1, [6]), rowsOf(a, 2, [7])])
  const second = store.series.metricsSince(runIds, first.cursor, 4)
  // Of one change the runs come together: no cursor lies between them.
  expect(second).toMatchObject({ hasMore: true, rows: [rowsOf(c, 0, [4])] })
  const third = store.series.metricsSince(runIds, second.cursor, 4)
  expect(third).toMatchObject({ hasMore: true, rows: [rowsOf(d, 0, [5])] })
  const last = store.series.metricsSince(runIds, third.cursor, 4)
  expect(last.rows.map(({ runId }) => runId).sort()).toEqual([a, b].sort())
  expect(last.hasMore).toBe(false)
  expect(store.series.metricsSince(runIds, last.cursor, 4)).toMatchObject({ rows: [], hasMore: false })
})

test('a cut comes as rows without values, and a cursor from another database brings all', () => {
  const store = temporaryStore()
  const { runIds } = addExperiment(store, {}, 1)
  const cursor = store.series.appendMetrics([rowsOf(runIds[0]!, 0, [1, 2, 3])])
  store.series.truncateSeries(runIds[0]!, 1)
  expect(store.series.metricsSince(runIds, cursor).rows).toEqual([rowsOf(runIds[0]!, 1, [])])
  expect(store.series.metricsSince(runIds, 1e12).rows).toEqual([rowsOf(runIds[0]!, 0, [1])])
})

test('a reader that was away for thousands of changes gets the run again from its first step', () => {
  const store = temporaryStore()
  const { runIds } = addExperiment(store, {}, 1)
  const cursor = store.series.appendMetrics([rowsOf(runIds[0]!, 0, [0])])
  for (let step = 1; step < 400; step++) store.series.appendMetrics([rowsOf(runIds[0]!, step, [step])])
  const [rows] = store.series.metricsSince(runIds, cursor).rows
  expect(rows?.firstStep).toBe(0)
  expect(rows?.loss).toHaveLength(400)
})

test('no cursor is given twice over a restart, also when the first write after the start before was undone', () => {
  const file = join(temporaryFolder(), 'workbench.db')
  const before = openStore(file)
  const [runId] = addExperiment(before, {}, 1).runIds as [string]
  expect(() => before.series.appendMetrics([rowsOf(runId, 9, [1])])).toThrow(/step 9/)
  const cursor = before.series.appendMetrics([rowsOf(runId, 0, [1])])
  before.close()
  const store = openStore(file)
  expect(store.series.appendMetrics([rowsOf(runId, 1, [2])])).toBeGreaterThan(cursor)
  expect(store.series.metricsSince([runId], cursor).rows).toEqual([rowsOf(runId, 1, [2])])
  store.close()
})
