import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ComparedRun } from '../../src/domain/compared-run.ts'
import { compareArms, type ComparisonSettings } from '../../src/domain/comparison.ts'
import { Random } from '../../src/domain/random.ts'
import { verdict } from '../../src/domain/verdict.ts'
import { comparedRun, runsOfAccuracies, settings } from './compared-runs.ts'

const judge = (runs: readonly ComparedRun[], changed: Partial<ComparisonSettings> = {}) =>
  verdict(compareArms(runs, { ...settings, ...changed }))

const none = [0.951, 0.949, 0.953, 0.95, 0.947]
/** About two points better, and as often better as worse by a tenth of a point. */
const better = [0.97, 0.971, 0.972, 0.969, 0.968]
const similar = [0.952, 0.948, 0.9535, 0.949, 0.9475]

describe('the verdict says what the numbers show and no more', () => {
  test('an effect at a small batch and none at a large one', () => {
    const { lines, summary, exploratory } = judge([
      ...runsOfAccuracies(16, none, better),
      ...runsOfAccuracies(256, none, similar),
    ])
    expect(lines.map((line) => line.decision)).toEqual(['better', 'no difference shown'])
    expect(lines[0]!.text).toBe(
      'Batch size 16: batch is better than none in final test accuracy on this test set. The difference (batch − none) is +2.00 percentage points on average over 5 paired seeds (95 % interval +1.82 to +2.18, +1.78 to +2.22 for all 2 comparisons together). Paired t test: p < 0.0001 (p < 0.0001 after Holm); exact Wilcoxon beside it: p = 0.0625; d_z = 11.28.',
    )
    expect(lines[1]!.text).toContain('no difference shown between batch and none.')
    expect(lines[1]!.text).toMatch(
      /narrow: at 95 % it rules out that batch is better by more than 0\.\d\d or worse by/,
    )
    expect(summary).toBe(
      'On this test set: batch has a higher test accuracy than none at batch size 16; no difference between batch and none is shown at batch size 256.',
    )
    expect(exploratory).toBe(false)
  })

  test('an arm that is worse is said to be worse, and a lower loss is better', () => {
    expect(judge(runsOfAccuracies(16, better, none)).lines[0]!.decision).toBe('worse')
    const losses = runsOfAccuracies(16, none, better).map((run) => ({
      ...run,
      finalTestLoss: 1 - run.finalTestAccuracy!,
    }))
    const { lines, summary } = judge(losses, { metric: 'test loss' })
    expect(lines[0]).toMatchObject({ decision: 'better' })
    expect(lines[0]!.difference).toBeCloseTo(-0.02, 12)
    expect(summary).toContain('batch has a lower test loss than none')
  })

  test('two seeds: it cannot know, however large the difference', () => {
    const { lines, seedsToSettle, summary } = judge(runsOfAccuracies(16, [0.1, 0.11], [0.97, 0.98001]))
    expect(lines[0]!.p).toBeLessThan(0.05)
    expect(lines[0]!.decision).toBe('cannot know')
    expect(lines[0]!.text).toContain('2 seeds are too few (at least 3 are needed, 5 are usual)')
    expect(summary).toContain('it cannot be known whether batch differs from none at batch size 16')
    expect(seedsToSettle).toBe(3)
  })

  test.each(['unfinished', 'stopped'] as const)(
    'none while a run is %s: it says how many are open',
    (outcome) => {
      const runs = runsOfAccuracies(16, none, better)
      const open = { outcome, finalTestAccuracy: null, finalTestLoss: null }
      const partly = judge(runs.map((run) => (run.seed === 2 ? { ...run, ...open } : run)))
      expect(partly).toMatchObject({ lines: [], seedsToSettle: null })
      expect(partly.summary).toMatch(/^No verdict yet: 2 of 10 runs are open/)
      expect(partly.summary.includes('(2 stopped)')).toBe(outcome === 'stopped')
      expect(partly.notes.join(' ')).not.toMatch(/look|paired t test/)
      const failed = runs.map((run) =>
        run.seed === 2 ? { ...run, ...open, outcome: 'failed' as const } : run,
      )
      expect(judge(failed).lines[0]).toMatchObject({ decision: 'better', n: 4 })
    },
  )

  test('no pair at all: it cannot know, and invents no numbers', () => {
    const runs = [
      comparedRun({ arm: 'none', seed: 1, outcome: 'failed', finalTestAccuracy: null }),
      comparedRun({ arm: 'batch', seed: 1 }),
    ]
    const { lines, notes } = judge(runs)
    expect(lines[0]).toMatchObject({
      decision: 'cannot know',
      n: 0,
      difference: null,
      interval: null,
      p: null,
    })
    expect(lines[0]!.text).toBe(
      'Batch size 64: cannot know whether batch differs from none: there is no pair to compare.',
    )
    expect(notes).toContain('Left out of batch at batch size 64: seed 1 (the run of none failed).')
  })

  test('identical values: no difference is shown, with neither interval nor test', () => {
    const { lines } = judge(runsOfAccuracies(16, none, none))
    expect(lines[0]).toMatchObject({
      decision: 'no difference shown',
      difference: 0,
      interval: null,
      p: null,
    })
    expect(lines[0]!.text).toContain('the test accuracy is the same in all 5 pairs')
  })

  test('the same difference in every pair: it cannot know', () => {
    const { lines } = judge(
      runsOfAccuracies(
        16,
        none,
        none.map((value) => value + 0.01),
      ),
    )
    expect(lines[0]).toMatchObject({ decision: 'cannot know', p: null, wilcoxonP: 0.0625 })
    expect(lines[0]!.text).toContain('without a deviation there is nothing to judge it by')
  })

  test('an open question is given a number of seeds, called a guess', () => {
    const { lines, seedsToSettle } = judge(runsOfAccuracies(16, none, [0.957, 0.948, 0.96, 0.951, 0.953]))
    expect(lines[0]!.decision).toBe('no difference shown')
    expect(seedsToSettle).toBe(4)
    expect(lines[0]!.text).toContain('About 4 more seeds would probably settle it: a guess')
    expect(judge(runsOfAccuracies(16, none, similar)).lines[0]!.text).toContain(
      'Even 100 seeds would probably not',
    )
  })

  test('the paired t test decides after Holm, and a simultaneous interval that includes zero is said', () => {
    // p = 0.0293 for the second: below 0.05 after Holm as the last of the two, above it by Bonferroni.
    const { lines } = judge([
      ...runsOfAccuracies(16, none, better),
      ...runsOfAccuracies(256, none, [0.957, 0.95, 0.958, 0.951, 0.9525]),
    ])
    expect(lines[1]!.adjustedP).toBeLessThan(0.05)
    expect(lines[1]!.simultaneousInterval!.low).toBeLessThan(0)
    expect(lines[1]!.interval!.low).toBeGreaterThan(0)
    expect(lines[1]).toMatchObject({ decision: 'better', seedsToSettle: null })
    expect(lines[1]!.text).toContain('The interval for all 2 comparisons together includes zero')
    expect(lines[0]!.text).not.toContain('includes zero')
  })

  test('the seeds proposed are those for the level that Holm asks of the next comparison', () => {
    const open = [0.957, 0.948, 0.96, 0.951, 0.953]
    const alone = judge(runsOfAccuracies(16, none, open))
    const besideDecided = judge([...runsOfAccuracies(16, none, open), ...runsOfAccuracies(64, none, better)])
    const besideOpen = judge([...runsOfAccuracies(16, none, open), ...runsOfAccuracies(64, none, open)])
    expect(besideDecided.lines[0]!.decision).toBe('no difference shown')
    expect(besideDecided.lines[0]!.seedsToSettle).toBe(alone.lines[0]!.seedsToSettle)
    expect(besideOpen.lines[0]!.seedsToSettle).toBeGreaterThan(alone.lines[0]!.seedsToSettle!)
  })
})

describe('what stands beside the verdict', () => {
  test('the test set’s own error, what is held equal, and the family', () => {
    const runs = [
      ...runsOfAccuracies(16, [0.97, 0.97, 0.97], [0.97, 0.97, 0.97]),
      ...runsOfAccuracies(64, [0.97], [0.97]),
    ]
    const { notes } = judge(runs)
    expect(notes).toContain(
      'On this test set of 10,000 images an accuracy of 97 % has a standard error of 0.17 points of its own; seeds do not cover it.',
    )
    expect(notes).toContain(
      'Within a pair all is equal but the arm: initial weights, data order, 5 epochs, and the learning rate, which was not tuned for either arm. Between batch sizes the epochs are held equal, so the number of steps differs; the learning rate is the same at every batch size.',
    )
    expect(notes.join(' ')).toContain('The family is the 2 comparisons shown (batch, each against none)')
  })

  test('diverged runs and runs that did not learn are counted and named, in the summary too', () => {
    const runs = runsOfAccuracies(64, none, better).map((run): ComparedRun => {
      if (run.arm !== 'none') return run
      if (run.seed === 2 || run.seed === 4)
        return { ...run, outcome: 'diverged', finalTestAccuracy: 0.1, finalTestLoss: NaN }
      return run.seed === 5 ? { ...run, outcome: 'did not learn', finalTestAccuracy: 0.1 } : run
    })
    const { notes, summary, lines } = judge(runs)
    expect(notes).toContain(
      'Diverged: none at batch size 64: 2 of 5 runs (seeds 2 and 4). Their accuracy is that of the state they ended in, and it is compared like the others.',
    )
    expect(notes).toContain(
      'Did not learn (test accuracy not above chance by more than its error): none at batch size 64: 1 of 5 runs (seed 5). These runs are compared like the others.',
    )
    expect(summary).toContain('Of 5 runs of none, 2 diverged. Of 5 runs of none, 1 did not learn.')
    expect(lines[0]!.n).toBe(5)

    const loss = judge(runs, { metric: 'test loss' })
    expect(loss.lines[0]!.n).toBe(3)
    expect(loss.notes.join(' ')).toContain('Their loss has no final level, so their pairs are left out')
    expect(loss.notes).toContain(
      'Left out of batch at batch size 64: seed 2 (the run of none diverged); seed 4 (the run of none diverged).',
    )
  })

  test('after added seeds the verdict is exploratory and asks for fresh ones', () => {
    const { exploratory, summary, notes } = judge(runsOfAccuracies(16, none, better), { looks: 2 })
    expect(exploratory).toBe(true)
    expect(summary).toMatch(/^Exploratory, on this test set: batch has a higher/)
    expect(notes[0]).toContain('judged 2 times')
    expect(notes[0]).toContain('once on fresh seeds')
  })

  test('runs without any partner are said not to be compared', () => {
    const runs = [
      ...runsOfAccuracies(16, none, better),
      comparedRun({ arm: 'none', batchSize: 256, seed: 1 }),
    ]
    expect(judge(runs).notes).toContain(
      'Not compared, for want of runs to pair with: none at batch size 256.',
    )
  })

  test('learning rates are named where there are several', () => {
    const runs = [0.01, 0.1].flatMap((learningRate) =>
      runsOfAccuracies(16, none, better).map((run) => ({ ...run, learningRate, pairKey: `${run.seed}` })),
    )
    const { lines, summary } = judge(runs)
    expect(lines[1]!.text).toMatch(/^Batch size 16, learning rate 0.1: batch is better/)
    expect(summary).toContain('at (batch size 16, learning rate 0.01) and (batch size 16, learning rate 0.1)')
  })
})

describe('laws', () => {
  const accuracies = fc.array(
    fc.integer({ min: 9000, max: 9900 }).map((right) => right / 10_000),
    {
      minLength: 5,
      maxLength: 5,
    },
  )
  const family = fc.array(fc.tuple(accuracies, accuracies), { minLength: 1, maxLength: 5 })
  const sizes = [16, 32, 64, 128, 256]

  test('better or worse exactly with p ≤ 0.05 after Holm, its own interval without zero; and no NaN in words', () => {
    fc.assert(
      fc.property(family, (cells) => {
        const { lines, summary, notes } = judge(
          cells.flatMap(([one, other], index) => runsOfAccuracies(sizes[index]!, one, other)),
        )
        for (const { decision, adjustedP, interval, difference } of lines) {
          expect(decision === 'better' || decision === 'worse').toBe(adjustedP !== null && adjustedP <= 0.05)
          if (decision !== 'better' && decision !== 'worse') continue
          expect(interval!.low * interval!.high).toBeGreaterThan(0)
          expect(decision).toBe(difference! > 0 ? 'better' : 'worse')
        }
        expect([summary, ...notes, ...lines.map((line) => line.text)].join(' ')).not.toMatch(
          /NaN|Infinity|undefined|null/,
        )
      }),
    )
  })

  test('exchanging the arms exchanges better and worse', () => {
    fc.assert(
      fc.property(accuracies, accuracies, (one, other) => {
        const opposite = { better: 'worse', worse: 'better' } as const
        const [there, back] = [
          judge(runsOfAccuracies(16, one, other)),
          judge(runsOfAccuracies(16, other, one)),
        ]
        const decision = there.lines[0]!.decision
        expect(back.lines[0]!.decision).toBe(decision in opposite ? opposite[decision as 'better'] : decision)
      }),
    )
  })

  test('without any effect, at most about one family in twenty is told of a difference', () => {
    const random = new Random(3)
    const families = 1000
    let falselyTold = 0
    for (let count = 0; count < families; count++) {
      const draw = () => Array.from({ length: 5 }, () => random.normal(0.96, 0.003))
      const runs = sizes.flatMap((size) => runsOfAccuracies(size, draw(), draw()))
      const { lines } = judge(runs)
      if (lines.some(({ decision }) => decision === 'better' || decision === 'worse')) falselyTold++
    }
    // The expected rate is 1 − (1 − 0.05/5)⁵ = 4.9 %, with a standard error of 0.7 points over 1,000 families.
    expect(falselyTold / families).toBeGreaterThan(0.02)
    expect(falselyTold / families).toBeLessThan(0.07)
  })
})
