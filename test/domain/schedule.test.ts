import { describe, expect, test } from 'vitest'
import { scaledLearningRate, scheduleFactor } from '../../src/domain/schedule.ts'

describe('the learning rate at a batch size', () => {
  const at = (rule: 'fixed' | 'linear' | 'square-root', batchSize: number) =>
    scaledLearningRate({ rule, referenceBatchSize: 64 }, 0.1, batchSize)

  test('stays, or grows linearly or with the square root, from the reference', () => {
    expect(at('fixed', 256)).toBe(0.1)
    expect(at('linear', 256)).toBeCloseTo(0.4, 12)
    expect(at('linear', 16)).toBeCloseTo(0.025, 12)
    expect(at('square-root', 256)).toBeCloseTo(0.2, 12)
    expect(at('square-root', 16)).toBeCloseTo(0.05, 12)
  })

  test('is the listed one at the reference by every rule', () => {
    for (const rule of ['fixed', 'linear', 'square-root'] as const) expect(at(rule, 64)).toBe(0.1)
  })
})

describe('the schedule', () => {
  const constant = { type: 'constant' } as const

  test('warms up linearly to the full rate and stays there', () => {
    const factors = [0, 1, 2, 3, 4].map((step) =>
      scheduleFactor({ shape: constant, warmupSteps: 4 }, step, 5, 5),
    )
    expect(factors).toEqual([0.25, 0.5, 0.75, 1, 1])
  })

  test('without a warm-up begins at the full rate', () => {
    expect(scheduleFactor({ shape: constant, warmupSteps: 0 }, 0, 5, 5)).toBe(1)
  })

  test('falls by the factor at the first step of each milestone, not before', () => {
    const shape = { type: 'step' as const, epochs: [1, 3], factor: 0.1 }
    const at = (step: number) => scheduleFactor({ shape, warmupSteps: 0 }, step, 40, 10)
    expect([at(9), at(10), at(29)]).toEqual([1, 0.1, 0.1])
    expect(at(30)).toBeCloseTo(0.01, 12)
  })

  test('of half a cosine begins at 1, is midway half way and would end at its final factor', () => {
    const shape = { type: 'cosine' as const, finalFactor: 0.2 }
    const at = (step: number) => scheduleFactor({ shape, warmupSteps: 0 }, step, 100, 10)
    expect(at(0)).toBe(1)
    expect(at(50)).toBeCloseTo(0.6, 12)
    expect(at(100)).toBeCloseTo(0.2, 12)
  })
})
