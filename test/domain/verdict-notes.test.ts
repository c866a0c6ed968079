import { describe, expect, test } from 'vitest'
import type { ComparedRun } from '../../src/domain/compared-run.ts'
import { comparedRun, runsOfAccuracies } from './compared-runs.ts'
import { better, judge, none } from './judged-accuracies.ts'

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
    expect(summary).toContain('Of 5 runs of “none”, 2 diverged. Of 5 runs of “none”, 1 did not learn.')
    expect(lines[0]!.n).toBe(5)

    const loss = judge(runs, { metric: 'test loss' })
    expect(loss.lines[0]!.n).toBe(3)
    expect(loss.notes.join(' ')).toContain('Their loss has no final level, so their pairs are left out')
    expect(loss.notes).toContain(
      'Left out of batch at batch size 64: seed 2 (the run of none diverged); seed 4 (the run of none diverged).',
    )
  })

  test('of diverged runs without a final accuracy none is said to be compared', () => {
    const runs = runsOfAccuracies(64, none, better).map((run): ComparedRun =>
      run.arm === 'none' && run.seed === 2 ? { ...run, outcome: 'diverged', finalTestAccuracy: null } : run,
    )
    expect(judge(runs).notes).toContain(
      'Diverged: none at batch size 64: 1 of 5 runs (seed 2). They have no final accuracy.',
    )
  })

  test('a verdict that is exploratory for what it leaves out is not announced as a first look', () => {
    const slightly = none.map((accuracy, index) => accuracy + 0.001 * (index % 3))
    const open = judge(runsOfAccuracies(16, none, slightly))
    expect(open.notes[0]).toMatch(/^This is the first look/)
    const chosen = judge(runsOfAccuracies(16, none, slightly), { leftOut: 2 })
    expect(chosen.notes.join(' ')).not.toContain('This is the first look')
  })

  test('after added seeds the verdict is exploratory and asks for fresh ones', () => {
    const { exploratory, summary, notes } = judge(runsOfAccuracies(16, none, better), { looks: 2 })
    expect(exploratory).toBe(true)
    expect(summary).toMatch(/^Exploratory, on this test set: “batch” has a higher/)
    expect(notes[0]).toContain('look 2 at these results')
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
    expect(lines[1]!.text).toMatch(/^Batch size 16, learning rate 0.1: “batch” is better/)
    expect(summary).toContain('at (batch size 16, learning rate 0.01) and (batch size 16, learning rate 0.1)')
  })
})
