import { describe, expect, test } from 'vitest'
import { AFTER_BN, AFTER_THAT, plan } from './planned-grids.ts'
import { WITH } from './specs.ts'

describe('a run that starts from trained weights', () => {
  const after = (epochs: number) => ({ from: 'trained', arm: 'with BN', batchSize: 16, epochs })
  const CONTINUED = { ...WITH, name: 'continued', batchSizes: [64], start: after(3) }

  test('has a preparation run of its seed and listed rate, made once for all that start from it', () => {
    const arms = [{ ...CONTINUED, batchSizes: [16, 64] }, WITH]
    const runs = plan({ arms, seeds: [4], learningRateRule: { rule: 'linear' } })
    const [preparation, ...children] = runs
    expect(preparation).toMatchObject({
      role: 'preparation',
      arm: 'with BN',
      batchSize: 16,
      seed: 4,
      learningRate: 0.01,
      scaledLearningRate: 0.0025,
      parent: null,
      recipe: { budget: { unit: 'epochs', amount: 3 }, epochsBefore: 0 },
    })
    expect(runs.filter(({ role }) => role === 'preparation')).toHaveLength(1)
    for (const child of children.slice(0, 2)) {
      expect(child).toMatchObject({ arm: 'continued', parent: preparation!.key, recipe: { epochsBefore: 3 } })
    }
  })

  test('starts from a compared run of equal content, which then comes first', () => {
    const runs = plan({ arms: [{ ...CONTINUED, start: after(5) }, WITH], seeds: [1] })
    expect(runs.map(({ role, arm, batchSize }) => [role, arm, batchSize])).toEqual([
      ['compared', 'with BN', 16],
      ['compared', 'continued', 64],
      ['compared', 'with BN', 64],
    ])
    expect(runs[1]!.parent).toBe(runs[0]!.key)
  })

  test('counts the epochs of all that went before it', () => {
    const runs = plan({ arms: [WITH, AFTER_BN, AFTER_THAT], batchSizes: [64], seeds: [1] })
    const last = runs.find(({ arm, role }) => arm === 'after that' && role === 'compared')!
    expect(last.recipe.epochsBefore).toBe(3)
  })
})
