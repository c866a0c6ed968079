import fc from 'fast-check'
import { expandGrid, type PlannedRun } from '../../src/domain/grid.ts'
import { MNIST, parsed, specWith, WITH, WITHOUT } from './specs.ts'

export const SLOW_BN = { name: 'slow BN', normalization: { type: 'batch', momentum: 0.01 } } as const
export const AFTER_BN = {
  ...WITH,
  name: 'after BN',
  start: { from: 'trained', arm: 'with BN', batchSize: 32, epochs: 2 },
}
export const AFTER_THAT = {
  ...WITH,
  name: 'after that',
  start: { from: 'trained', arm: 'after BN', batchSize: 16, epochs: 1 },
}

/** The runs of the small spec with these changes, on 640 images. */
export function plan(changes: Record<string, unknown> = {}): PlannedRun[] {
  return expandGrid(parsed(specWith(changes)), { ...MNIST, trainCount: 640 })
}

/** Changes of the small spec: some arms, of which some start from others, and lists in any order. */
export const anySpec = fc.record({
  arms: fc
    .subarray([WITHOUT, SLOW_BN, AFTER_BN, AFTER_THAT])
    .map((others) => [...others, WITH, ...(others.includes(AFTER_BN) ? [] : [AFTER_BN])]),
  batchSizes: fc.shuffledSubarray([8, 16, 32, 64], { minLength: 1 }),
  learningRates: fc.shuffledSubarray([0.1, 0.01, 0.001], { minLength: 1 }),
  seeds: fc.shuffledSubarray([0, 1, 2, 7], { minLength: 1 }),
  learningRateRule: fc.constantFrom({ rule: 'fixed' }, { rule: 'linear' }, { rule: 'square-root' }),
  budget: fc.constantFrom({ unit: 'epochs', amount: 2 }, { unit: 'steps', amount: 40 }),
})

export const compared = (runs: readonly PlannedRun[]) => runs.filter(({ role }) => role === 'compared')
