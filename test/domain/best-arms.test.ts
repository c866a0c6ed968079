import { expect, test } from 'vitest'
import { bestArms } from '../../src/domain/best-arms.ts'
import { comparedRun, runsOfAccuracies } from './compared-runs.ts'

const base = [0.9, 0.91, 0.905, 0.908, 0.902]
const above = (difference: number, jitter = 0.001) =>
  base.map((value, index) => value + difference + (index % 2 === 0 ? jitter : -jitter))

test('the best of a cell is ahead of every other arm by the test that the verdict follows', () => {
  const runs = [
    ...runsOfAccuracies(16, base, above(0.02)),
    ...runsOfAccuracies(64, base, above(0.0001, 0.01)),
  ]
  expect(bestArms(runs, 'test accuracy')).toEqual([{ arm: 'batch', batchSize: 16, learningRate: 0.01 }])
})

test('an arm that is not ahead of all others is not the best, and neither is one without pairs with them', () => {
  const runs = runsOfAccuracies(16, base, above(0.02))
  const third = (pairKey?: string) =>
    above(0.0202, 0.004).map((finalTestAccuracy, index) =>
      comparedRun({
        arm: 'third',
        batchSize: 16,
        seed: index + 1,
        finalTestAccuracy,
        ...(pairKey && { pairKey }),
      }),
    )
  expect(bestArms([...runs, ...third()], 'test accuracy')).toEqual([])
  expect(bestArms([...runs, ...third('elsewhere')], 'test accuracy')).toEqual([])
})

test('every pair of arms in every cell is a question more', () => {
  const close = above(0.0021, 0.0012)
  const alone = runsOfAccuracies(16, base, close)
  expect(bestArms(alone, 'test accuracy')).toHaveLength(1)
  const others = [32, 64, 128, 256].flatMap((batchSize) => runsOfAccuracies(batchSize, base, above(0, 0.01)))
  expect(bestArms([...alone, ...others], 'test accuracy')).toEqual([])
})

test('of losses the lower one is the better', () => {
  const runs = runsOfAccuracies(16, base, above(0.02)).map((run) => {
    return { ...run, finalTestLoss: run.finalTestAccuracy }
  })
  expect(bestArms(runs, 'test loss').map(({ arm }) => arm)).toEqual(['none'])
})

test('nothing is the best below three pairs, or while a run is to come', () => {
  expect(bestArms(runsOfAccuracies(16, [0.9, 0.9], [0.95, 0.951]), 'test accuracy')).toEqual([])
  const open = comparedRun({ arm: 'none', batchSize: 64, seed: 1, outcome: 'unfinished' })
  expect(bestArms([...runsOfAccuracies(16, base, above(0.02)), open], 'test accuracy')).toEqual([])
})
