import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildLayers } from '../../src/domain/architecture.ts'
import { epochOrder } from '../../src/domain/batches.ts'
import type { PlannedRun } from '../../src/domain/grid.ts'
import { initialState } from '../../src/domain/initialization.ts'
import { AFTER_BN, anySpec, compared, plan, SLOW_BN } from './planned-grids.ts'
import { WITH, WITHOUT } from './specs.ts'

describe('paired runs', () => {
  test('share their initial weights, bit for bit, and their data order, whatever the arm', () => {
    fc.assert(
      fc.property(anySpec, (changes) => {
        const pairs = [...Map.groupBy(compared(plan(changes)), ({ pairKey }) => pairKey).values()]
        for (const [first, ...others] of pairs) {
          for (const other of others) {
            expect(other.arm).not.toBe(first!.arm)
            expect(other.parent).toBe(first!.parent)
            expect(orderOf(other)).toEqual(orderOf(first!))
            const [ours, theirs] = [weightsOf(first!), weightsOf(other)]
            const shared = [...ours.keys()].filter((key) => theirs.has(key))
            expect(shared).toContain('0.weight')
            for (const key of shared) expect(theirs.get(key)).toEqual(ours.get(key))
          }
        }
      }),
      { numRuns: 20 },
    )
  })

  test('are each run of one fresh arm with that of another, and never a fresh with a continued one', () => {
    const runs = compared(plan({ arms: [WITHOUT, WITH, SLOW_BN, AFTER_BN], seeds: [1, 2] }))
    for (const group of Map.groupBy(runs, ({ pairKey }) => pairKey).values()) {
      const arms = group.map(({ arm }) => arm)
      expect([['without BN', 'with BN', 'slow BN'], ['after BN']]).toContainEqual(arms)
    }
  })
})

function orderOf({ seed, recipe }: PlannedRun): Int32Array {
  return epochOrder(seed, recipe.epochsBefore, recipe.trainExamples)
}

function weightsOf({ recipe, seed }: PlannedRun): Map<string, Float32Array> {
  const layers = buildLayers(recipe.network, recipe.normalization, 784, 10)
  return initialState(layers, recipe.network.initialization, seed)
}
