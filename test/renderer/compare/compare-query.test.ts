import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  CompareQuestion,
  CurveMetric,
  CurveUnit,
  MOST_CHOSEN_RUNS,
  MOST_EXPERIMENTS,
  Selection,
} from '../../../src/contract/compare.ts'
import { RunStatus } from '../../../src/contract/call-parts.ts'
import {
  isFiltered,
  leftOutOf,
  NO_FILTERS,
  PARTS,
  questionOf,
  readCompareQuery,
  selectionOf,
  writeCompareQuery,
  type CompareQuery,
} from '../../../src/renderer/src/components/compare/compare-query.ts'
import { layoutOf, withLayout } from '../../../src/renderer/src/components/compare/compare-layout.ts'
import { withExperiments } from '../../../src/renderer/src/components/compare/with-experiments.ts'

const text = fc.string({ minLength: 1, maxLength: 20 })
const share = fc.double({ min: 1e-9, max: 1, noNaN: true })
const id = fc.nat().map((number) => number.toString(16).padStart(16, '0'))
const query: fc.Arbitrary<CompareQuery> = fc.record({
  experiments: fc.uniqueArray(id, { maxLength: 4 }),
  runIds: fc.uniqueArray(id, { maxLength: 4 }),
  arms: fc.array(text, { maxLength: 3 }),
  batchSizes: fc.array(fc.integer({ min: 1, max: 4096 }), { maxLength: 3 }),
  learningRates: fc.array(share, { maxLength: 3 }),
  seeds: fc.array(fc.nat(), { maxLength: 3 }),
  statuses: fc.subarray(RunStatus.options),
  datasets: fc.array(text, { maxLength: 2 }),
  baseline: fc.option(text),
  metric: fc.constantFrom('test accuracy' as const, 'test loss' as const),
  target: fc.oneof(share, fc.constantFrom('own' as const, null)),
  unit: fc.constantFrom(...CurveUnit.options),
  isLogarithmic: fc.boolean(),
  smoothing: fc.constantFrom(0, 0.01, 0.03, 0.1),
  around: fc.constantFrom('interval' as const, 'range' as const, 'seeds' as const),
  curves: fc.subarray(CurveMetric.options, { minLength: 1 }),
  zoom: fc.tuple(fc.integer({ min: 0, max: 9_999 }), fc.nat()).map(([start, more]) => ({
    ...{ start: start / 100, end: (start + 1 + (more % (10_000 - start))) / 100 },
  })),
  isAlone: fc.boolean(),
  hidden: fc.subarray([...PARTS]),
})
/** What somebody may have typed. */
const name = fc.constantFrom(
  ...['experiment', 'run', 'arm', 'batch', 'rate', 'seed', 'status', 'data', 'baseline', 'metric'],
  ...['target', 'unit', 'scale', 'smooth', 'around', 'curve', 'zoom', 'intervals', 'hide', 'else'],
)
const typed = fc.dictionary(
  name,
  fc.oneof(
    fc.constantFrom(
      '',
      '0',
      '-1',
      '1e9',
      '1e300',
      '99999999999999999999',
      '0.5',
      'NaN',
      'none',
      'own',
      'loss',
      'done',
      'log',
      'seeds',
      '20-40',
      '40-20',
      '0-1e9',
      '-5-10',
    ),
    fc.string(),
    fc.constant(null),
    fc.array(fc.oneof(fc.string(), fc.constant(null))),
  ),
)

test('an address that is written says the same when it is read', () => {
  fc.assert(
    fc.property(query, (one) => {
      expect(readCompareQuery(asRead(one))).toEqual(one)
    }),
  )
})

test('whatever is typed is read as a comparison that the host can be asked about', () => {
  fc.assert(
    fc.property(typed, (address) => {
      const read = readCompareQuery(address)
      expect(read.experiments.length).toBeLessThanOrEqual(MOST_EXPERIMENTS)
      expect(read.runIds.length).toBeLessThanOrEqual(MOST_CHOSEN_RUNS)
      expect(read.curves.length).toBeGreaterThan(0)
      // Ids and labels are the host's to know; all else has a form.
      const experiments = ['0123456789abcdef']
      const asked = questionOf({ ...read, experiments, arms: [], datasets: [], baseline: null })
      expect(CompareQuestion.safeParse(asked).success).toBe(true)
      expect(readCompareQuery(asRead(read))).toEqual(read)
    }),
  )
})

test('a batch size or seed that no integer of this machine is says nothing', () => {
  const read = readCompareQuery({ batch: ['1e300', '16'], seed: ['99999999999999999999', '2'] })
  expect([read.batchSizes, read.seeds]).toEqual([[16], [2]])
})

test('what is too much for one comparison is counted', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => String(index))
  const address = { experiment: many(MOST_EXPERIMENTS + 2), run: [...many(MOST_CHOSEN_RUNS + 3), '0', null] }
  expect(leftOutOf(address)).toEqual({ experiments: 2, runs: 3 })
  expect(leftOutOf({ experiment: 'a', run: many(MOST_CHOSEN_RUNS) })).toEqual({ experiments: 0, runs: 0 })
})

test('an address has nothing that is as usual', () => {
  expect(writeCompareQuery(readCompareQuery({}))).toEqual({})
})

test('a selection names exactly the filters that keep less than everything', () => {
  fc.assert(
    fc.property(query, (one) => {
      const selection = selectionOf(one)
      expect(selection === null).toBe(one.experiments.length === 0)
      expect(questionOf(one) === null).toBe(selection === null)
      expect(isFiltered({ ...one, ...NO_FILTERS })).toBe(false)
      if (selection === null) return
      expect(Selection.safeParse(selection).success).toBe(true)
      const { experimentIds, ...filters } = selection
      expect(experimentIds).toEqual(one.experiments)
      expect(Object.values(filters).every((kept) => kept !== undefined && kept.length > 0)).toBe(true)
      expect(Object.keys(filters).length > 0).toBe(isFiltered(one))
    }),
  )
})

test('runs that were chosen follow the experiments that join and leave; without a choice none is made', () => {
  const before = { ...readCompareQuery({ experiment: ['a', 'b'], run: ['a1', 'b1', 'b2'] }) }
  const b = { leaving: ['b'], left: ['b1', 'b2', 'b3'] }
  const c = { joining: ['c'], joined: ['c1', 'c2'] }
  expect(withExperiments(before, { ...b, ...c })).toEqual({
    ...{ experiments: ['a', 'c'], runIds: ['a1', 'c1', 'c2'] },
  })
  expect(withExperiments({ ...before, runIds: [] }, { ...b, ...c }).runIds).toEqual([])
})

test('a layout keeps how a comparison is looked at, and changes nothing of what is compared', () => {
  fc.assert(
    fc.property(query, query, (one, other) => {
      const looked = withLayout(other, layoutOf(one))
      const { experiments, baseline, zoom, runIds, arms, batchSizes, learningRates } = other
      const { seeds, statuses, datasets } = other
      const filters = { runIds, arms, batchSizes, learningRates, seeds, statuses, datasets }
      expect(looked).toEqual({ ...one, experiments, baseline, zoom, ...filters })
    }),
  )
})

/** As the router hands on what was written: every value a text. */
function asRead(one: CompareQuery): Record<string, string | string[]> {
  const written = Object.entries(writeCompareQuery(one))
  return Object.fromEntries(
    written.map(([key, value]) => [key, Array.isArray(value) ? value.map(String) : String(value)]),
  )
}
