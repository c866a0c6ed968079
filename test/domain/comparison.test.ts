import { describe, expect, test } from 'vitest'
import { verdict } from '../../src/domain/verdict.ts'
import { compareArms } from '../../src/domain/comparison.ts'
import { didNotLearn } from '../../src/domain/outcome.ts'
import { summarize } from '../../src/domain/result-summary.ts'
import { comparedRun, runsOfAccuracies, settings } from './compared-runs.ts'

describe('runs are compared in pairs', () => {
  test('of the same batch size, learning rate and seed', () => {
    const runs = [
      ...runsOfAccuracies(16, [0.9, 0.91], [0.95, 0.96]),
      ...runsOfAccuracies(64, [0.92], [0.97]),
    ].reverse()
    expect(compareArms(runs, settings).family).toEqual([
      {
        arm: 'batch',
        batchSize: 64,
        learningRate: 0.01,
        pairs: [{ seed: 1, baseline: 0.92, treated: 0.97 }],
        excluded: [],
      },
      {
        arm: 'batch',
        batchSize: 16,
        learningRate: 0.01,
        pairs: [
          { seed: 1, baseline: 0.9, treated: 0.95 },
          { seed: 2, baseline: 0.91, treated: 0.96 },
        ],
        excluded: [],
      },
    ])
  })

  test('and only if they share initial weights and data order', () => {
    const fresh = runsOfAccuracies(64, [0.9, 0.9], [0.9])
    const runs = [...fresh, comparedRun({ arm: 'batch', seed: 2, pairKey: 'continued' })]
    const [cell] = compareArms(runs, settings).family
    expect(cell!.pairs).toHaveLength(1)
    expect(cell!.excluded).toEqual([
      { seed: 2, reason: 'the two runs do not share initial weights and data order' },
    ])
  })

  test('an arm that was never made to be paired asks no question, and is named as not compared', () => {
    const continued = [1, 2].map((seed) =>
      comparedRun({ arm: 'continued', seed, pairKey: `continued ${seed}` }),
    )
    const comparison = compareArms([...runsOfAccuracies(64, [0.9, 0.9], [0.9, 0.9]), ...continued], settings)
    expect(comparison.family.map(({ arm }) => arm)).toEqual(['batch'])
    expect(comparison.question).not.toContain('continued')
    const { notes, summary } = verdict(comparison)
    expect(notes.join('\n')).toMatch(/Not compared, for want of runs to pair with: continued/)
    expect(summary).toMatch(/“continued” is not judged: it has no run to pair with one of “none”\.$/)
  })

  test('every seed without a pair is named with its reason', () => {
    const runs = [
      ...runsOfAccuracies(64, [0.9, 0.9, 0.9, 0.9], [0.9]),
      comparedRun({ arm: 'batch', seed: 2, outcome: 'stopped', finalTestAccuracy: null }),
      comparedRun({ arm: 'batch', seed: 3, outcome: 'failed', finalTestAccuracy: null }),
    ]
    expect(compareArms(runs, settings).family[0]!.excluded).toEqual([
      { seed: 2, reason: 'the run of batch was stopped' },
      { seed: 3, reason: 'the run of batch failed' },
      { seed: 4, reason: 'only none has a run' },
    ])
  })

  test('a diverged run takes part with its final accuracy and not with its loss', () => {
    const runs = [
      comparedRun({ arm: 'none', seed: 1, outcome: 'diverged', finalTestAccuracy: 0.1, finalTestLoss: 1e4 }),
      comparedRun({ arm: 'batch', seed: 1, finalTestAccuracy: 0.97, finalTestLoss: 0.1 }),
    ]
    expect(compareArms(runs, settings).family[0]!.pairs).toEqual([{ seed: 1, baseline: 0.1, treated: 0.97 }])
    const [loss] = compareArms(runs, { ...settings, metric: 'test loss' }).family
    expect(loss).toMatchObject({ pairs: [], excluded: [{ seed: 1, reason: 'the run of none diverged' }] })
  })

  test.each([NaN, Infinity])('a final loss of %d is excluded, not averaged', (finalTestLoss) => {
    const runs = [
      comparedRun({ arm: 'none', seed: 1 }),
      comparedRun({ arm: 'batch', seed: 1, finalTestLoss }),
    ]
    expect(compareArms(runs, { ...settings, metric: 'test loss' }).family[0]!.excluded).toEqual([
      { seed: 1, reason: 'the test loss of batch is not finite' },
    ])
  })

  test('several arms and learning rates are one family', () => {
    const runs = ['none', 'batch', 'slow batch'].flatMap((arm) =>
      [0.01, 0.1].flatMap((learningRate) => [1, 2].map((seed) => comparedRun({ arm, seed, learningRate }))),
    )
    const { family, question } = compareArms(runs, settings)
    expect(family.map(({ arm, learningRate }) => [arm, learningRate])).toEqual([
      ['batch', 0.01],
      ['batch', 0.1],
      ['slow batch', 0.01],
      ['slow batch', 0.1],
    ])
    expect(question).toBe(
      'Does “batch” or “slow batch” change the final test accuracy, compared with “none”?',
    )
  })
})

describe('what can not be compared is refused by name', () => {
  const run = comparedRun({ arm: 'none', seed: 1 })
  const pair = [run, comparedRun({ arm: 'batch', seed: 1 })]
  test.each([
    ['no runs', [], settings, 'those with runs are: none'],
    ['only the baseline', [run], settings, 'another arm must have runs; those with runs are: none'],
    ['another baseline', pair, { ...settings, baselineArm: 'layer' }, '“layer”'],
    [
      'a run twice',
      [...pair, run],
      settings,
      'Two runs of none at batch size 64, learning rate 0.01 have seed 1',
    ],
    ['no look', pair, { ...settings, looks: 0 }, 'looks is 0'],
    ['no test set', pair, { ...settings, testExamples: 0.5 }, 'testExamples is 0.5'],
  ])('%s', (_, runs, given, message) => {
    expect(() => compareArms(runs, given)).toThrow(message)
  })
})

test('a run did not learn when its accuracy is within the error of the best constant answer', () => {
  // 10,000 images, the most frequent class 11.35 % of them: error 1.96·√(0.1135·0.8865/10,000) = 0.0062.
  expect(didNotLearn(0.119, 0.1135, 10_000)).toBe(true)
  expect(didNotLearn(0.121, 0.1135, 10_000)).toBe(false)
  expect(didNotLearn(NaN, 0.1, 10_000)).toBe(true)
})

test('the summary counts every run, and averages those that have a value', () => {
  const runs = [
    comparedRun({ arm: 'none', seed: 1, finalTestAccuracy: 0.9, finalTestLoss: 0.3, stepsToTarget: 100 }),
    comparedRun({ arm: 'none', seed: 2, outcome: 'diverged', finalTestAccuracy: 0.1, finalTestLoss: NaN }),
    comparedRun({ arm: 'none', seed: 3, outcome: 'stopped', finalTestAccuracy: null, finalTestLoss: null }),
    comparedRun({ arm: 'none', seed: 1, batchSize: 16 }),
  ]
  const [first, second] = summarize(runs)
  expect(first).toMatchObject({ runs: 3, outcomes: { done: 1, diverged: 1, stopped: 1 } })
  expect(first!.accuracy).toMatchObject({ n: 2, mean: 0.5 })
  expect(first!.loss).toEqual({ n: 1, mean: 0.3, deviation: null, interval: null })
  expect(first!.stepsToTarget).toMatchObject({ n: 1, mean: 100 })
  expect(second).toMatchObject({ batchSize: 16, runs: 1 })
})
