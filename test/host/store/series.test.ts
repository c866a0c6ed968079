import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Store } from '../../../src/host/store/open-store.ts'
import { addExperiment, rowsOf } from './stored-experiments.ts'
import { temporaryStore } from './temporary-store.ts'

function storeWithRun(): { store: Store; runId: string } {
  const store = temporaryStore()
  return { store, runId: addExperiment(store, {}, 1).runIds[0]! }
}

/** Values that differ from step to step, with what is not finite among them. */
function value(step: number, seed: number): number {
  const hash = Math.imul(step + seed, 0x9e3779b1) >>> 0
  if (hash % 997 === 0) return NaN
  if (hash % 991 === 0) return hash % 2 === 0 ? Infinity : -Infinity
  return Math.fround(hash / 2 ** 32)
}

type Change = { kind: 'append'; count: number } | { kind: 'cut'; share: number }
const changes = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('append' as const),
        count: fc.integer({ min: 1, max: 9000 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('append' as const), count: fc.integer({ min: 1, max: 70 }) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('cut' as const),
        share: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
    },
  ),
  { minLength: 1, maxLength: 12 },
)

/** Does the same to a store and to a plain array. */
function apply(store: Store, runId: string, all: readonly Change[], seed: number): number[] {
  let plain: number[] = []
  for (const change of all) {
    if (change.kind === 'append') {
      const added = Array.from({ length: change.count }, (_, index) => value(plain.length + index, seed))
      store.series.appendMetrics([rowsOf(runId, plain.length, added)])
      plain = plain.concat(added)
    } else {
      const length = Math.floor(plain.length * change.share)
      store.series.truncateSeries(runId, length)
      plain = plain.slice(0, length)
    }
  }
  return plain
}

/** What a point must say of the values that it stands for. */
function pointOf(values: readonly number[]) {
  const numbers = values.filter((value) => !Number.isNaN(value))
  return {
    min: numbers.length === 0 ? NaN : Math.min(...numbers),
    max: numbers.length === 0 ? NaN : Math.max(...numbers),
    last: numbers.length < values.length ? NaN : values.at(-1)!,
  }
}

test('every value comes back after any appends and cuts', () => {
  fc.assert(
    fc.property(changes, fc.integer({ min: 0, max: 1e6 }), (all, seed) => {
      const { store, runId } = storeWithRun()
      const plain = apply(store, runId, all, seed)
      expect(store.series.readValues(runId, 'loss')).toEqual(Float32Array.from(plain))
      const from = Math.floor(plain.length / 3)
      expect(store.series.readValues(runId, 'accuracy', from, from + 5000)).toEqual(
        Float32Array.from(plain.slice(from, from + 5000), (value) => value * 2),
      )
      expect(store.runs.get(runId).stepsDone).toBe(plain.length)
      store.close()
    }),
    { numRuns: 40 },
  )
})

test('the points of any part of a series hold its extremes, and show what is not a number', () => {
  const bounds = fc.tuple(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  fc.assert(
    fc.property(changes, bounds, fc.integer({ min: 2, max: 300 }), (all, shares, points) => {
      const { store, runId } = storeWithRun()
      const plain = apply(store, runId, all, points)
      const [from, to] = shares.map((share) => Math.floor(plain.length * share)).sort((a, b) => a - b) as [
        number,
        number,
      ]
      const read = store.series.readSeries(runId, 'loss', { from, to, points })
      expect(read.total).toBe(to - from)
      expect(read.steps.length).toBeLessThanOrEqual(points)
      if (to > from) expect(read.steps[0]).toBe(from)
      for (const [index, step] of read.steps.entries()) {
        const expected = pointOf(plain.slice(step, read.steps[index + 1] ?? to))
        expect({ min: read.min[index], max: read.max[index], last: read.last[index] }).toEqual(expected)
      }
      store.close()
    }),
    { numRuns: 60 },
  )
})

test('a long series is read from the highest level, after a cut too, and a spike of one step is there', () => {
  const { store, runId } = storeWithRun()
  const length = 600_000
  const plain = Array.from({ length }, (_, step) => (step % 1009 === 0 ? NaN : Math.fround(Math.sin(step))))
  plain[123_456] = 1000
  plain[543_210] = -1000
  store.series.appendMetrics([rowsOf(runId, 0, plain)])
  const check = (to: number, points: number) => {
    const read = store.series.readSeries(runId, 'loss', { from: 5, to: null, points })
    expect(read.steps.length).toBeLessThanOrEqual(points)
    for (const [index, step] of read.steps.entries()) {
      const expected = pointOf(plain.slice(step, read.steps[index + 1] ?? to))
      expect({ min: read.min[index], max: read.max[index], last: read.last[index] }).toEqual(expected)
    }
    return read
  }
  expect(check(length, 20).min.includes(-1000)).toBe(true)
  expect(check(length, 500).max.includes(1000)).toBe(true)
  store.series.truncateSeries(runId, 531_313)
  const cut = check(531_313, 20)
  expect([cut.max.includes(1000), cut.min.includes(-1000)]).toEqual([true, false])
  store.series.appendMetrics([rowsOf(runId, 531_313, plain.slice(531_313))])
  expect(check(length, 20).min.includes(-1000)).toBe(true)
})

test('seconds trained follow the series, back to the cut', () => {
  const { store, runId } = storeWithRun()
  store.series.appendMetrics([rowsOf(runId, 0, [1, 2, 3, 4])])
  expect(store.runs.get(runId)).toMatchObject({ stepsDone: 4, secondsTrained: 16 })
  store.series.truncateSeries(runId, 2)
  expect(store.runs.get(runId)).toMatchObject({ stepsDone: 2, secondsTrained: 8 })
  store.series.truncateSeries(runId, 0)
  expect(store.runs.get(runId)).toMatchObject({ stepsDone: 0, secondsTrained: 0 })
})

test('rows that leave a gap or begin before the end are refused, with all that came with them', () => {
  const { store, runId } = storeWithRun()
  store.series.appendMetrics([rowsOf(runId, 0, [1, 2, 3])])
  expect(() => store.series.appendMetrics([rowsOf(runId, 3, [4]), rowsOf(runId, 5, [5])])).toThrow(/step 5/)
  expect(() => store.series.appendMetrics([rowsOf(runId, 2, [5])])).toThrow(/has 3 steps/)
  const uneven = { ...rowsOf(runId, 3, [4, 5]), accuracy: new Float32Array(1) }
  expect(() => store.series.appendMetrics([uneven])).toThrow(/2 losses and 1 of accuracy/)
  expect(store.series.readValues(runId, 'loss')).toEqual(Float32Array.of(1, 2, 3))
})

test('a run without series has no values and no points', () => {
  const { store, runId } = storeWithRun()
  expect(store.series.readValues(runId, 'loss')).toHaveLength(0)
  expect(store.series.readSeries(runId, 'loss', { from: 10, to: null, points: 5 })).toMatchObject({
    total: 0,
  })
})

test('bounds beyond the series are moved to it', () => {
  const { store, runId } = storeWithRun()
  store.series.appendMetrics([rowsOf(runId, 0, [1, 2, 3])])
  expect(store.series.readSeries(runId, 'loss', { from: 1, to: 99, points: 5 }).last).toEqual(
    Float32Array.of(2, 3),
  )
  expect(store.series.readValues(runId, 'loss', 7, 99)).toHaveLength(0)
})

test('an epoch’s mean is over every step of it; of the last one, as far as it goes', () => {
  const { store, runId } = storeWithRun()
  store.series.appendMetrics([rowsOf(runId, 0, [1, 2, 3, 4, 5, 6, 10])])
  const { means, total } = store.series.epochMeans(runId, 'loss', 3, null)
  expect([...means, total]).toEqual([2, 5, 10, 7])
  expect(store.series.epochMeans(runId, 'loss', 3, 4)).toEqual({ means: Float64Array.of(2, 4), total: 4 })
  expect(store.series.epochMeans(runId, 'loss', 3, 0)).toEqual({ means: new Float64Array(), total: 0 })
})
