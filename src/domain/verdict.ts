import { isToCome } from './compared-run.ts'
import { isExploratory, type Comparison } from './comparison.ts'
import { decide, type Decision } from './decision.ts'
import { holm } from './multiplicity.ts'
import { comparePairs } from './paired.ts'
import { seedsToSettle } from './seeds-to-settle.ts'
import { lineText, type VerdictLine } from './verdict-line.ts'
import { verdictNotes } from './verdict-notes.ts'
import { verdictSummary } from './verdict-summary.ts'

export type Verdict = {
  question: string
  /** None while a compared run has not come to its end. */
  lines: VerdictLine[]
  summary: string
  /** What was held equal, which runs are not as the others, what is adjusted, and what is still not known. */
  notes: string[]
  seedsToSettle: number | null
  /** Seeds were added, or runs left out, after a look at the results: what is said needs confirming on fresh seeds. */
  exploratory: boolean
}

/**
 * Judges a comparison once all its runs have come to their end: before, every verdict would be a look of its own, after
 * which training goes on, and the looks are counted. In each cell the paired t test decides, two-sided at 0.05 after Holm
 * over the family. Where it does and the simultaneous (Bonferroni) interval includes zero all the same, the line says so.
 */
export function verdict(comparison: Comparison): Verdict {
  const lines = comparison.runs.some(isToCome) ? [] : judged(comparison)
  return {
    question: comparison.question,
    lines,
    summary: verdictSummary(lines, comparison),
    notes: verdictNotes(lines, comparison),
    seedsToSettle: lines.reduce<number | null>(
      (most, line) => (line.seedsToSettle === null ? most : Math.max(most ?? 0, line.seedsToSettle)),
      null,
    ),
    exploratory: isExploratory(comparison),
  }
}

function judged(comparison: Comparison): VerdictLine[] {
  const { family, metric } = comparison
  const differences = family.map((cell) => comparePairs(cell.pairs, { familySize: family.length }))
  const adjusted = holm(differences.map(({ p }) => p))
  const decisions = differences.map((difference, index) => decide(difference, adjusted[index]!, metric))
  const undecided = decisions.filter(isOpen).length
  return family.map(({ arm, batchSize, learningRate }, index): VerdictLine => {
    const { mean, t: _t, ...difference } = differences[index]!
    const adjustedP = adjusted[index]!
    const decision = decisions[index]!
    const line = {
      ...{ arm, batchSize, learningRate, decision, ...difference, difference: mean, adjustedP },
      seedsToSettle: isOpen(decision) ? seedsToSettle(differences[index]!, undecided) : null,
    }
    return { ...line, text: lineText(line, comparison) }
  })
}

function isOpen(decision: Decision): boolean {
  return decision === 'no difference shown' || decision === 'cannot know'
}
