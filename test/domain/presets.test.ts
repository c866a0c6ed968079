import { describe, expect, test } from 'vitest'
import { checkAgainstDataset } from '../../src/domain/dataset-rules.ts'
import { fairnessNotes } from '../../src/domain/fairness.ts'
import { expandGrid, type PlannedRun } from '../../src/domain/grid.ts'
import { withOverrides, type Overrides } from '../../src/domain/overrides.ts'
import { findPreset, PRESETS } from '../../src/domain/presets.ts'
import { problemsText } from '../../src/domain/spec-problem.ts'
import { MNIST, parsed } from './specs.ts'

const presetOf = (id: string) => findPreset(id)!
const runsOf = (id: string) => expandGrid(parsed(presetOf(id).spec), MNIST)

describe('every preset', () => {
  test.each(PRESETS.map((preset) => [preset.id, preset] as const))(
    '%s is a spec that can be run',
    (id, preset) => {
      expect(checkAgainstDataset(parsed(preset.spec), MNIST)).toEqual([])
      expect(findPreset(id)).toBe(preset)
    },
  )

  test.each(PRESETS.filter(({ published }) => published).map((preset) => [preset.id, preset] as const))(
    '%s has each published row beside an arm that trains at its batch size',
    (id, preset) => {
      const compared = runsOf(id).filter(({ role }) => role === 'compared')
      expect(preset.published!.rows.length).toBeGreaterThan(0)
      for (const { arm, batchSize } of preset.published!.rows) {
        expect(compared.some((run) => run.arm === arm && run.batchSize === batchSize)).toBe(true)
      }
    },
  )

  test.each(PRESETS.filter(({ published }) => !published).map((preset) => [preset.id, preset] as const))(
    '%s, which has nothing published beside it, claims no comparability, and is called unfair by no note',
    (id, preset) => {
      expect(preset.comparability).toBe('not comparable')
      const notes = fairnessNotes(parsed(preset.spec), runsOf(id))
      expect(notes.filter(({ severity }) => severity === 'unfair')).toEqual([])
    },
  )

  test('has an id of its own; an unknown id has none', () => {
    expect(new Set(PRESETS.map(({ id }) => id)).size).toBe(PRESETS.length)
    expect(findPreset('assignmemt')).toBeUndefined()
  })
})

describe('the assignment', () => {
  test('is 50 fresh runs, with and without batch normalization in 25 pairs', () => {
    const runs = runsOf('assignment')
    expect(runs).toHaveLength(50)
    expect(runs.every(({ parent, role }) => parent === null && role === 'compared')).toBe(true)
    const pairs = [...Map.groupBy(runs, ({ pairKey }) => pairKey).values()]
    expect(pairs.map((pair) => pair.map(({ arm }) => arm))).toEqual(
      Array.from({ length: 25 }, () => ['without BN', 'with BN']),
    )
  })

  test('is called unfair by no note, and says what equal epochs are in steps', () => {
    const notes = fairnessNotes(parsed(presetOf('assignment').spec), runsOf('assignment'))
    expect(notes.filter(({ severity }) => severity === 'unfair')).toEqual([])
    expect(notes.map(({ text }) => text).join('\n')).toContain(
      '5 epochs at batch 256 are 1,175 steps, at 16 they are 18,750',
    )
  })
})

describe("the notebook's own order", () => {
  const runs = runsOf('notebook-order').filter(({ seed }) => seed === 1)
  const described = ({ role, arm, batchSize, recipe }: PlannedRun) =>
    `${role}: ${arm}, batch ${batchSize}, ${recipe.budget.amount} epochs after ${recipe.epochsBefore}`

  test('continues without batch normalization after 3 epochs, and batch 32 after 5 of batch 64', () => {
    expect(runs.map(described)).toEqual([
      'compared: without BN, batch 64, 5 epochs after 0',
      'preparation: without BN, batch 64, 3 epochs after 0',
      'compared: without BN, continued, batch 64, 5 epochs after 3',
      'compared: with BN, batch 64, 5 epochs after 0',
      'compared: with BN, continued, batch 32, 5 epochs after 5',
    ])
    expect(runs[2]!.parent).toBe(runs[1]!.key)
    expect(runs[4]!.parent).toBe(runs[3]!.key)
  })

  test('is called unfair for both continued arms, and pairs the two fresh ones', () => {
    const notes = fairnessNotes(parsed(presetOf('notebook-order').spec), runsOf('notebook-order'))
    const unfair = notes.filter(({ severity }) => severity === 'unfair').map(({ kind }) => kind)
    expect(unfair).toEqual(['continued-weights', 'continued-weights', 'unpaired'])
    expect(runs[0]!.pairKey).toBe(runs[3]!.pairKey)
  })
})

describe('overrides', () => {
  const overridden = (id: string, overrides: Overrides) => {
    const result = withOverrides(presetOf(id).spec, overrides)
    return result.ok ? result.spec : problemsText(result.problems)
  }

  test('replace what they name and nothing else', () => {
    const before = parsed(presetOf('assignment').spec)
    expect(
      overridden('assignment', {
        name: 'Mine',
        dataset: 'mnist',
        seeds: [7, 8],
        batchSizes: [64],
        epochs: 2,
      }),
    ).toEqual({
      ...before,
      name: 'Mine',
      data: { ...before.data, dataset: 'mnist' },
      seeds: [7, 8],
      batchSizes: [64],
      budget: { unit: 'epochs', amount: 2 },
    })
    expect(overridden('assignment', { epochs: undefined })).toEqual(before)
  })

  test("narrow an arm's own batch sizes to those that are left", () => {
    const { spec } = presetOf('assignment')
    const arms = spec.arms.map((arm) => ({ ...arm, batchSizes: [16, 32, 64, 128, 256] }))
    const result = withOverrides({ ...spec, arms }, { batchSizes: [32, 16] })
    expect(result.ok && result.spec.arms.map(({ batchSizes }) => batchSizes)).toEqual([
      [16, 32],
      [16, 32],
    ])
  })

  test.each<[string, string, Overrides, string]>([
    [
      'leave an arm without a batch size',
      'notebook-order',
      { batchSizes: [64] },
      'batchSizes is [64]: must include 32, the only batch size of arm "with BN, continued" (arms[3])',
    ],
    [
      'give a batch size that no arm takes',
      'notebook-order',
      { batchSizes: [64, 32, 16] },
      'batchSizes[2] is 16: must be a batch size of at least one arm',
    ],
    ['leave no seeds', 'assignment', { seeds: [] }, 'seeds is []: must be a list with at least one entry'],
    [
      'leave no epochs',
      'assignment',
      { epochs: 0 },
      'budget.amount is 0: must be a whole number of at least 1',
    ],
  ])('are refused where they %s', (_, id, overrides, message) => {
    expect(overridden(id, overrides)).toBe(message)
  })
})
