import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bestArms } from '../../src/domain/best-arms.ts'
import { Random } from '../../src/domain/random.ts'
import { runsOfAccuracies } from './compared-runs.ts'
import { judge } from './judged-accuracies.ts'

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

  test('of two arms the best is the one that the verdict calls better', () => {
    fc.assert(
      fc.property(family, (cells) => {
        const runs = cells.flatMap(([one, other], index) => runsOfAccuracies(sizes[index]!, one, other))
        const said = judge(runs).lines.flatMap(({ decision, batchSize }) =>
          decision === 'better' ? [`batch ${batchSize}`] : decision === 'worse' ? [`none ${batchSize}`] : [],
        )
        expect(bestArms(runs, 'test accuracy').map(({ arm, batchSize }) => `${arm} ${batchSize}`)).toEqual(
          said,
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
