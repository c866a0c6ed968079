import { describe, expect, test } from 'vitest'
import { comparedRun, runsOfAccuracies } from './compared-runs.ts'
import { better, judge, none, similar } from './judged-accuracies.ts'

describe('the verdict says what the numbers show and no more', () => {
  test('an effect at a small batch and none at a large one', () => {
    const { lines, summary, exploratory } = judge([
      ...runsOfAccuracies(16, none, better),
      ...runsOfAccuracies(256, none, similar),
    ])
    expect(lines.map((line) => line.decision)).toEqual(['better', 'no difference shown'])
    expect(lines[0]!.text).toBe(
      'Batch size 16: “batch” is better than “none” in final test accuracy on this test set. The difference (batch − none) is +2.00 percentage points on average over 5 paired seeds (95 % interval +1.82 to +2.18, +1.78 to +2.22 for all 2 comparisons together). Paired t test: p < 0.0001 (p < 0.0001 after Holm); exact Wilcoxon beside it: p = 0.0625; d_z = 11.28.',
    )
    expect(lines[1]!.text).toContain('no difference shown between “batch” and “none”.')
    expect(lines[1]!.text).toMatch(
      /narrow: at 95 % it rules out that batch is better by more than 0\.\d\d or worse by/,
    )
    expect(summary).toBe(
      'On this test set: “batch” has a higher test accuracy than “none” at batch size 16; no difference between “batch” and “none” is shown at batch size 256.',
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
    expect(summary).toContain('“batch” has a lower test loss than “none”')
  })

  test('two seeds: it cannot know, however large the difference', () => {
    const { lines, seedsToSettle, summary } = judge(runsOfAccuracies(16, [0.1, 0.11], [0.97, 0.98001]))
    expect(lines[0]!.p).toBeLessThan(0.05)
    expect(lines[0]!.decision).toBe('cannot know')
    expect(lines[0]!.text).toContain('2 seeds are too few (at least 3 are needed, 5 are usual)')
    expect(summary).toContain('it cannot be known whether “batch” differs from “none” at batch size 16')
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
      'Batch size 64: cannot know whether “batch” differs from “none”: there is no pair to compare.',
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
