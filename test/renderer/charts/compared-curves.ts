import fc from 'fast-check'
import type { CompareCurve } from '../../../src/contract/compare.ts'
import { armLooks } from '../../../src/domain/arm-look.ts'

const ARMS = ['without BN', 'with BN']
export const LOOKS = armLooks([
  { name: 'without BN', normalization: { type: 'none' } },
  { name: 'with BN', normalization: { type: 'batch' } },
])

const value = fc.oneof(
  { weight: 9, arbitrary: fc.double({ noNaN: true, min: -1, max: 5 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, -0, 1e-38, 3e5) },
)
const column = fc.record({
  mean: value,
  half: fc.option(fc.double({ noNaN: true, min: 0, max: 2 }), { nil: NaN }),
  least: value,
  more: fc.double({ noNaN: true, min: 0, max: 3 }),
  n: fc.integer({ min: 1, max: 5 }),
})
const seed = fc.array(fc.record({ least: value, more: fc.constantFrom(0, 0.25) }), { maxLength: 12 })
const end = fc.record({ x: fc.double({ noNaN: true, min: 0, max: 12 }), y: value })

/** The curves that a host could answer, of arms at one to three batch sizes. */
export const comparedCurves: fc.Arbitrary<CompareCurve[]> = fc
  .array(
    fc.array(
      fc.record({
        columns: fc.array(column, { minLength: 1, maxLength: 12 }),
        seeds: fc.array(seed, { maxLength: 3 }),
        ends: fc.array(end, { maxLength: 2 }),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((sizes) =>
    sizes.flatMap((arms, size) =>
      arms.map(({ columns, seeds, ends }, arm): CompareCurve => {
        const of = (number: (at: (typeof columns)[number]) => number) => Float64Array.from(columns, number)
        return {
          ...{ arm: ARMS[arm]!, batchSize: 16 * (size + 1), learningRate: 0.1, runIds: ['a'] },
          x: Float64Array.from(columns, (_, index) => index + 0.5),
          ...{ mean: of(({ mean }) => mean), n: Int32Array.from(columns, ({ n }) => n) },
          ...{ low: of(({ mean, half }) => mean - half), high: of(({ mean, half }) => mean + half) },
          ...{ min: of(({ least }) => least), max: of(({ least, more }) => least + more) },
          final: { mean: 0.25, n: 1 },
          diverged: ends.map((place, index) => ({ runId: `gone ${index}`, seed: index, ...place })),
          seeds: seeds.map((own, index) => ({
            ...{ runId: `run ${index}`, seed: index },
            x: Float64Array.from(own, (_, at) => at + 0.25),
            min: Float64Array.from(own, ({ least }) => least),
            max: Float64Array.from(own, ({ least, more }) => least + more),
          })),
        }
      }),
    ),
  )
