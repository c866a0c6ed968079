import { describe, expect, test } from 'vitest'
import { PRESETS } from '../../../src/domain/presets.ts'
import { expandGrid } from '../../../src/domain/grid.ts'
import { fairnessNotes } from '../../../src/domain/fairness.ts'
import { parseSpec } from '../../../src/domain/parse-spec.ts'
import {
  armModels,
  startOf,
  withArmAdded,
  withArmRenamed,
} from '../../../src/renderer/src/design/arm-edits.ts'
import { checkDraft } from '../../../src/renderer/src/design/draft-check.ts'
import { draftOf } from '../../../src/renderer/src/design/draft.ts'
import { diagramOf } from '../../../src/renderer/src/design/network-drawing.ts'
import { networkColumns } from '../../../src/renderer/src/design/network-shape.ts'

const digits = {
  name: 'digits',
  digest: '0'.repeat(64),
  trainCount: 20_000,
  testCount: 10_000,
  height: 28,
  width: 28,
  classes: 10,
}
const draft = draftOf(PRESETS[0]!.spec)

describe('what is said of a draft at once', () => {
  test.each(PRESETS.map((preset) => [preset.id, preset.spec] as const))(
    'is what the whole grid of %s says, though only one seed of it is laid out',
    (_, spec) => {
      const parsed = parseSpec(spec)
      if (!parsed.ok) throw new Error('a preset is valid')
      const runs = expandGrid(parsed.spec, digits)
      const { grid } = checkDraft(draftOf(spec), [digits])
      expect(grid).toMatchObject({
        runs: runs.length,
        preparationRuns: runs.filter(({ role }) => role === 'preparation').length,
        notes: fairnessNotes(parsed.spec, runs),
      })
    },
  )

  test('is where an arm is not trained', () => {
    const arms = [{ ...draft.arms[0]!, batchSizes: [64] }, draft.arms[1]!]
    const { grid } = checkDraft({ ...draft, arms, batchSizes: [64, 32] }, [digits])
    expect(grid?.trains).toEqual([
      [true, false],
      [true, true],
    ])
    expect(grid?.steps).toEqual([1565, 3125])
  })

  test('is that its data set is not here, or has not so many images', () => {
    const elsewhere = { ...draft, data: { ...draft.data, dataset: 'mnist' } }
    expect(checkDraft(elsewhere, [digits]).problems).toMatchObject([{ path: 'data.dataset' }])
    const larger = { ...draft, data: { ...draft.data, trainExamples: 20_001 } }
    expect(checkDraft(larger, [digits]).problems).toMatchObject([{ path: 'data.trainExamples' }])
    const alsoWrong = checkDraft({ ...larger, batchSizes: [-3] }, [digits]).problems
    expect(alsoWrong.map(({ path }) => path)).toEqual(['batchSizes[0]', 'data.trainExamples'])
  })

  test('is nothing of data sets while they are not known', () => {
    expect(checkDraft(draft, null)).toMatchObject({ problems: [], grid: null, spec: { name: draft.name } })
  })
})

describe('arms', () => {
  test('get a name that none has', () => {
    const added = withArmAdded(withArmAdded(draft.arms, armModels.batch), armModels.batch)
    expect(added.map(({ name }) => name)).toEqual(['without BN', 'with BN', 'with BN 2', 'with BN 3'])
  })

  test('are renamed where others start from them, unless two have the name', () => {
    const [first, second] = draft.arms
    const start = { from: 'trained' as const, arm: second!.name, batchSize: 64, epochs: 1 }
    const arms = [first!, second!, { ...second!, name: 'later', start }]
    expect(withArmRenamed(arms, 1, 'BN')[2]!.start).toMatchObject({ arm: 'BN' })
    const doubled = [...arms, second!]
    expect(withArmRenamed(doubled, 1, 'BN')[2]!.start).toMatchObject({ arm: second!.name })
  })

  test('start from the first other arm that starts fresh', () => {
    expect(startOf(draft, 1, 'trained')).toEqual({
      ...{ from: 'trained', arm: 'without BN', batchSize: 16, epochs: 5 },
    })
    expect(startOf(draft, 1, 'fresh')).toEqual({ from: 'fresh' })
  })
})

describe('a drawn network', () => {
  const parsed = parseSpec(PRESETS[0]!.spec)
  const network = parsed.ok ? parsed.spec.network : { layers: [], initialization: { scheme: 'he' as const } }
  const batch = { type: 'batch' as const, momentum: 0.1, epsilon: 1e-5, affine: true }

  test('has what the arm puts there, and the learned values of each layer', () => {
    const columns = networkColumns(network, batch, 784, 10)
    expect(columns.map(({ units, learned }) => [units, learned])).toEqual([
      [784, 0],
      [128, 784 * 128 + 2 * 128],
      [64, 128 * 64 + 2 * 64],
      [10, 64 * 10 + 10],
    ])
    expect(columns[1]!.parts.map(({ text }) => text)).toEqual(['dense', 'batch norm', 'ReLU'])
    const plain = networkColumns(network, { type: 'none' }, 784, 10)
    expect(plain[1]!.parts.map(({ text }) => text)).toEqual(['dense + bias', 'ReLU'])
  })

  test('draws few units of many, all of few, and a line from each to each', () => {
    const drawing = diagramOf(networkColumns({ ...network, layers: [] }, batch, 784, 3))
    expect(drawing.columns.map(({ circles, dots }) => [circles.length, dots === null])).toEqual([
      [6, false],
      [3, true],
    ])
    expect(drawing.lines).toHaveLength(18)
    expect(drawing.label).toBe('784 (pixels) → 3 (dense + bias, softmax)')
  })
})
