import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PlannedRun } from '../../src/domain/grid.ts'
import { anySpec, compared, plan } from './planned-grids.ts'

const cell = ({ arm, batchSize, learningRate, seed }: PlannedRun) =>
  `${arm} ${batchSize} ${learningRate} ${seed}`

describe('the grid', () => {
  test('goes by arms, then batch sizes, learning rates and seeds, as they are listed', () => {
    const runs = plan({ batchSizes: [64, 16], learningRates: [0.1, 0.01], seeds: [2, 1] })
    expect(runs.map(cell)).toEqual([
      'without BN 64 0.1 2',
      'without BN 64 0.1 1',
      'without BN 64 0.01 2',
      'without BN 64 0.01 1',
      'without BN 16 0.1 2',
      'without BN 16 0.1 1',
      'without BN 16 0.01 2',
      'without BN 16 0.01 1',
      'with BN 64 0.1 2',
      'with BN 64 0.1 1',
      'with BN 64 0.01 2',
      'with BN 64 0.01 1',
      'with BN 16 0.1 2',
      'with BN 16 0.1 1',
      'with BN 16 0.01 2',
      'with BN 16 0.01 1',
    ])
  })

  test('has each cell once, is the same each time, and names a parent before its child', () => {
    fc.assert(
      fc.property(anySpec, (changes) => {
        const runs = plan(changes)
        expect(plan(changes)).toEqual(runs)
        const cells = compared(runs).map(cell)
        const { arms, batchSizes, learningRates, seeds } = changes
        expect(cells.length).toBe(arms.length * batchSizes.length * learningRates.length * seeds.length)
        expect(new Set(cells).size).toBe(cells.length)
        runs.forEach(({ parent }, at) => {
          if (parent !== null) expect(runs.slice(0, at).map(({ key }) => key)).toContain(parent)
        })
      }),
      { numRuns: 40 },
    )
  })

  test('gives one key to one content: arm, batch size, learning rate and seed differ, so do the keys', () => {
    fc.assert(
      fc.property(anySpec, (changes) => {
        const keys = plan(changes).map(({ key }) => key)
        expect(new Set(keys).size).toBe(keys.length)
        keys.forEach((key) => expect(key).toMatch(/^[0-9a-f]{16}$/))
      }),
      { numRuns: 40 },
    )
  })

  test('gives each run the same keys whatever the order of the lists', () => {
    fc.assert(
      fc.property(anySpec, (changes) => {
        const reversed = Object.fromEntries(
          Object.entries(changes).map(([key, value]) => [
            key,
            Array.isArray(value) ? value.toReversed() : value,
          ]),
        )
        const keysOf = (runs: readonly PlannedRun[]) =>
          runs.map((run) => `${cell(run)} ${run.key} ${run.pairKey} ${run.cohortKey}`).sort()
        expect(keysOf(plan(reversed))).toEqual(keysOf(plan(changes)))
      }),
      { numRuns: 40 },
    )
  })
})

describe('a cohort', () => {
  test('has members that differ in nothing but seed, learning rate and the weights they start from', () => {
    fc.assert(
      fc.property(anySpec, (changes) => {
        const cohorts = Map.groupBy(plan(changes), ({ cohortKey }) => cohortKey)
        for (const [first, ...others] of cohorts.values()) {
          for (const { recipe } of others) {
            expect({ ...recipe, budget: null }).toEqual({ ...first!.recipe, budget: null })
          }
        }
        const shapes = new Set(plan(changes).map(({ arm, batchSize, role }) => `${arm} ${batchSize} ${role}`))
        expect(cohorts.size).toBeLessThanOrEqual(shapes.size)
      }),
      { numRuns: 20 },
    )
  })
})
