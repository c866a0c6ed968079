import fc from 'fast-check'
import { expect, test } from 'vitest'
import { summarizeSample } from '../../../src/domain/statistics.ts'
import type { Store } from '../../../src/host/store/open-store.ts'
import { temporaryStore } from '../store/temporary-store.ts'
import { expectNear } from './expect-near.ts'
import { addEnded, askCurves } from './made-runs.ts'

const [TINY, SEEDS] = [
  { arms: [{ name: 'none', normalization: { type: 'none' as const } }], batchSizes: [16] },
  4,
]

/** One arm at one batch size, a seed for each of the losses, which may be of different lengths. */
function runsWith(store: Store, losses: readonly (readonly number[])[], seconds = 1) {
  const steps = Math.max(1, ...losses.map(({ length }) => length))
  const seeds = losses.map((_, index) => index + 1)
  const { id, runIds } = addEnded(
    store,
    { ...TINY, seeds, budget: { unit: 'steps', amount: steps } },
    () => 'open',
  )
  runIds.forEach((runId, index) => {
    const loss = Float32Array.from(losses[index]!)
    const took = loss.map((_, step) => (step + 1) * seconds * (index + 1))
    store.series.appendMetrics([
      { runId, firstStep: 0, loss, accuracy: loss, gradientNorm: loss, seconds: took },
    ])
  })
  return { id, runIds }
}

const loss = fc.oneof(
  { weight: 20, arbitrary: fc.float({ min: -100, max: 100, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity, 1e30) },
)
const manyLosses = fc.array(fc.array(loss, { minLength: 1, maxLength: 700 }), {
  minLength: 1,
  maxLength: SEEDS,
})
const float32 = (values: readonly number[]) => [...Float32Array.from(values)]

test('with as many columns as steps, mean, number and interval are those of every step', () => {
  const store = temporaryStore()
  const law = fc.property(manyLosses, fc.constantFrom('steps', 'epochs'), (losses, unit) => {
    const { id } = runsWith(store, losses)
    const steps = Math.max(...losses.map(({ length }) => length))
    const { curves } = askCurves(store, [id], { metric: 'loss', unit, columns: Math.max(2, steps) })
    const [curve] = curves
    for (let step = 0; step < steps; step++) {
      const values = losses.flatMap((own) => (step < own.length ? float32([own[step]!]) : []))
      const numbers = values.filter((value) => !Number.isNaN(value))
      const place = curve!.x.indexOf(placeOf(unit, step, 0))
      if (numbers.length === 0) {
        expect(place).toBe(-1)
        continue
      }
      const naive = summarizeSample(numbers.filter(Number.isFinite))
      expect(curve!.n[place]).toBe(naive.n)
      expect([curve!.min[place], curve!.max[place]]).toEqual([Math.min(...numbers), Math.max(...numbers)])
      expectNear(curve!.mean[place]!, naive.mean)
      expectNear(curve!.low[place]!, naive.interval?.low ?? null, naive.deviation ?? 0)
      expectNear(curve!.high[place]!, naive.interval?.high ?? null, naive.deviation ?? 0)
    }
  })
  fc.assert(law, { numRuns: 40 })
})

test('whatever part is shown in however many columns, no value lies outside its column’s least and greatest', () => {
  const store = temporaryStore()
  const columns = fc.integer({ min: 2, max: 50 })
  const unit = fc.constantFrom('steps', 'epochs', 'examples', 'seconds')
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  const smoothing = fc.constantFrom(0, 0, 0.2)
  const law = fc.property(
    manyLosses,
    columns,
    unit,
    share,
    smoothing,
    (losses, columns, unit, start, smoothing) => {
      const { id } = runsWith(store, losses)
      const whole = askCurves(store, [id], { metric: 'loss', unit, columns })
      const [from, to] = [(whole.end * start) / 2, whole.end * (1 - start / 4)]
      const question = { metric: 'loss', unit, columns, from, to, smoothing, seeds: true } as const
      const [curve] = askCurves(store, [id], question).curves
      expect(curve!.x.length).toBeLessThanOrEqual(columns)
      expect([...curve!.x].toSorted((a, b) => a - b)).toEqual([...curve!.x])
      losses.forEach((own, index) => {
        const xs = own.map((_, step) => placeOf(unit, step, index))
        const shown = float32(own).filter((_, step) => xs[step]! >= from && xs[step]! <= to)
        const numbers = shown.filter((value) => !Number.isNaN(value))
        const seed = curve!.seeds[index]!
        expect(Math.min(...seed.min)).toBe(Math.min(...numbers))
        expect(Math.max(...seed.max)).toBe(Math.max(...numbers))
        if (numbers.length === 0) return
        expect(Math.min(...curve!.min)).toBeLessThanOrEqual(Math.min(...numbers))
        expect(Math.max(...curve!.max)).toBeGreaterThanOrEqual(Math.max(...numbers))
      })
    },
  )
  fc.assert(law, { numRuns: 60 })
})

/** By hand: 20 batches of 16 images an epoch; seconds are measured when a step has ended. */
function placeOf(unit: string, step: number, run: number): number {
  const places: Record<string, number> = {
    ...{ steps: step, epochs: step / 20, examples: step * 16, seconds: Math.fround((step + 1) * (run + 1)) },
  }
  return places[unit]!
}

test('a column of several steps has the mean of each run’s steps, and its interval is over the runs', () => {
  const store = temporaryStore()
  const losses = [
    Array.from({ length: 100 }, (_, step) => step),
    Array.from({ length: 100 }, (_, step) => step + 10),
  ]
  const { id } = runsWith(store, losses)
  const [curve] = askCurves(store, [id], { metric: 'loss', unit: 'steps', columns: 10 }).curves
  const naive = summarizeSample([4.5, 14.5])
  expect(curve!.mean[0]).toBe(9.5)
  expect(curve!.low[0]).toBeCloseTo(naive.interval!.low, 10)
  expect([...curve!.n]).toEqual(Array.from({ length: 10 }, () => 2))
  expect(curve!.x[0]).toBe(4.5)
})

test('smoothing averages each mean over its share of the axis, and moves no extreme', () => {
  const store = temporaryStore()
  const spike = Array.from({ length: 100 }, (_, step) => (step === 50 ? 1000 : 0))
  const { id } = runsWith(store, [spike])
  const question = { metric: 'loss', unit: 'steps', columns: 100 } as const
  const [curve] = askCurves(store, [id], { ...question, smoothing: 0.1 }).curves
  expect(curve!.mean[50]).toBe(100)
  expect(curve!.mean[30]).toBe(0)
  expect(curve!.max[50]).toBe(1000)
  expect(curve!.max[51]).toBe(0)
  const [zoomed] = askCurves(store, [id], {
    ...question,
    smoothing: 0.1,
    from: 48,
    to: 50,
    columns: 2,
  }).curves
  // What lies outside the part is averaged in as well.
  expect(zoomed!.mean[0]).toBe(100)
})

test('on the axis of seconds every run lies where it was trained', () => {
  const store = temporaryStore()
  const { id } = runsWith(
    store,
    [Array.from({ length: 10 }, () => 1), Array.from({ length: 10 }, () => 2)],
    0.5,
  )
  const { curves, end } = askCurves(store, [id], { metric: 'loss', unit: 'seconds', columns: 20 })
  expect(end).toBe(10)
  const [curve] = curves
  expect(curve!.n[0]).toBe(1) // half a second: the first run alone
  expect(curve!.x[0]).toBe(0.5)
  expect(curve!.n[curve!.x.indexOf(1)]).toBe(2)
  expect(curve!.n.at(-1)).toBe(1)
})

test('a run that diverged is drawn up to its last finite value, which is marked', () => {
  const store = temporaryStore()
  const { id, runIds } = runsWith(store, [
    [1, 2, 3, 4],
    [1, 50, Infinity, NaN],
  ])
  store.runs.update(runIds[1]!, { status: 'running' })
  store.runs.update(runIds[1]!, { status: 'diverged', outcome: 'diverged' })
  const question = { metric: 'loss', unit: 'steps', columns: 4 } as const
  const [curve] = askCurves(store, [id], question).curves
  expect(curve!.diverged).toEqual([{ runId: runIds[1]!, seed: 2, x: 1, y: 50 }])
  expect([...curve!.n]).toEqual([2, 2, 1, 1])
  expect(curve!.max[2]).toBe(Infinity)
  expect(askCurves(store, [id], { ...question, to: 0.5 }).curves[0]!.diverged).toEqual([])
})

test('a part that ends before it begins is refused; one after the end has nothing', () => {
  const store = temporaryStore()
  const { id } = runsWith(store, [[1, 2, 3]])
  expect(() => askCurves(store, [id], { metric: 'loss', from: 2, to: 1 })).toThrow(
    /begins at 2 and ends at 1/,
  )
  expect([...askCurves(store, [id], { metric: 'loss', unit: 'steps', from: 5 }).curves[0]!.x]).toEqual([])
})

test('a curve ends with the mean over the last epoch, whatever part of the axis is asked for', () => {
  const store = temporaryStore()
  const { id, runIds } = runsWith(store, [
    [9, 9, 1, 3],
    [9, 9, 5, NaN],
  ])
  const { stepsPerEpoch } = store.runs.summary(runIds[0]!)
  const last = (values: number[]) => {
    const kept = values.slice(-stepsPerEpoch).filter(Number.isFinite)
    return kept.reduce((sum, value) => sum + value, 0) / kept.length
  }
  const expected = (last([9, 9, 1, 3]) + last([9, 9, 5, NaN])) / 2
  for (const part of [{}, { from: 0, to: 1 }, { unit: 'seconds' as const, columns: 3 }]) {
    const [curve] = askCurves(store, [id], { metric: 'loss', ...part }).curves
    expect(curve!.final).toEqual({ mean: expected, n: 2 })
  }
})
