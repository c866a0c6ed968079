import { finalValue, isSameCell, type ComparedRun } from './compared-run.ts'
import { isExploratory, type Comparison } from './comparison.ts'
import { accuracyStandardError, type RunOutcome } from './outcome.ts'
import { budgetText, ruleText } from './held-equal.ts'
import { SEEDS } from './seeds-to-settle.ts'
import { mean } from './statistics.ts'
import { cellName, type VerdictLine } from './verdict-line.ts'
import { countText, numberText } from './number-text.ts'
import { inWords } from './wording.ts'

/** All that must be said beside the lines so that they are not read as more than they are. */
export function verdictNotes(lines: readonly VerdictLine[], comparison: Comparison): string[] {
  return [
    ...looks(lines, comparison),
    ...choice(comparison),
    ...endedOtherwise(comparison, 'diverged'),
    ...endedOtherwise(comparison, 'did not learn'),
    ...(lines.length > 0 ? excludedSeeds(comparison) : []),
    ...withoutPartner(comparison),
    heldWithin(comparison),
    ...adjusted(lines, comparison),
    testSet(comparison),
  ]
}

function looks(lines: readonly VerdictLine[], comparison: Comparison): string[] {
  const { looks } = comparison
  if (looks === 1) {
    return !isExploratory(comparison) && lines.some((line) => line.seedsToSettle !== null)
      ? ['This is the first look. Seeds added from here on make the next verdict exploratory.']
      : []
  }
  return [
    `This is look ${looks} at these results: seeds were added when earlier ones could be known. Stopping when a difference shows makes one likelier to show by chance, so this verdict is exploratory: confirm it by training the same comparison once on fresh seeds (${SEEDS.usual} or more, 10 for a claim).`,
  ]
}

function choice({ leftOut = 0 }: Comparison): string[] {
  if (leftOut === 0) return []
  const [has, is] = leftOut === 1 ? ['has', 'is'] : ['have', 'are']
  return [
    `${countText(leftOut, 'run')} of these arms, batch sizes and learning rates ${has} a result and ${is} left out of the verdict. A choice of seeds or runs that is made when results can be known makes a difference likelier to show by chance, so this verdict is exploratory: judge all of them, or confirm it on fresh seeds.`,
  ]
}

function endedOtherwise({ runs, metric, family }: Comparison, outcome: RunOutcome): string[] {
  const such = runs.filter((run) => run.outcome === outcome)
  if (such.length === 0) return []
  const first = such.filter((run, index) => such.findIndex((other) => isSameGroup(other, run)) === index)
  const groups = first.map((run) => {
    const seeds = such.filter((other) => isSameGroup(other, run)).map((other) => other.seed)
    const all = runs.filter((other) => isSameGroup(other, run)).length
    return `${run.arm} at ${cellName(run, family.length > 0 ? family : runs)}: ${seeds.length} of ${countText(all, 'run')} (seed${seeds.length === 1 ? '' : 's'} ${inWords(seeds)})`
  })
  const hasValue = such.some((run) => 'value' in finalValue(run, metric))
  return [
    `${outcome === 'diverged' ? 'Diverged' : 'Did not learn (test accuracy not above chance by more than its error)'}: ${groups.join('; ')}. ${treatment(outcome, metric, hasValue)}`,
  ]
}

/** @param hasValue whether any of them has a final value; of those that have none, the left out seeds are told */
function treatment(outcome: RunOutcome, metric: Comparison['metric'], hasValue: boolean): string {
  if (outcome !== 'diverged') return 'These runs are compared like the others.'
  if (metric === 'test accuracy')
    return hasValue
      ? 'Their accuracy is that of the state they ended in, and it is compared like the others.'
      : 'They have no final accuracy.'
  return 'Their loss has no final level, so their pairs are left out: the losses compared are those of pairs in which both runs trained to the end, which flatters the arm that diverges.'
}

function excludedSeeds({ family }: Comparison): string[] {
  return family.flatMap((cell) =>
    cell.excluded.length === 0
      ? []
      : [
          `Left out of ${cell.arm} at ${cellName(cell, family)}: ${cell.excluded.map(({ seed, reason }) => `seed ${seed} (${reason})`).join('; ')}.`,
        ],
  )
}

/** Runs in cells where no comparison is made, because the baseline or every other arm has none. */
function withoutPartner({ runs, family, baselineArm }: Comparison): string[] {
  const alone = runs.filter(
    (run) =>
      !family.some((cell) => isSameCell(cell, run) && (run.arm === baselineArm || run.arm === cell.arm)),
  )
  const names = alone.map((run) => `${run.arm} at ${cellName(run, runs)}`)
  return names.length === 0
    ? []
    : [`Not compared, for want of runs to pair with: ${inWords([...new Set(names)])}.`]
}

function heldWithin({ held, runs }: Comparison): string {
  const { budget } = held
  const within = `Within a pair all is equal but the arm: initial weights, data order, ${budgetText(held)}, and the learning rate, which was not tuned for either arm.`
  if (new Set(runs.map((run) => run.batchSize)).size === 1) return within

  const differs = budget.unit === 'steps' ? 'examples seen' : 'steps'
  return `${within} Between batch sizes the ${budget.unit} are held equal, so the number of ${differs} differs; the learning rate ${ruleText(held)}.`
}

function adjusted(lines: readonly VerdictLine[], { baselineArm }: Comparison): string[] {
  if (lines.length === 0) return []
  const arms = inWords([...new Set(lines.map((line) => line.arm))])
  const family =
    lines.length === 1
      ? 'One comparison is shown: nothing needed adjusting.'
      : `The family is the ${lines.length} comparisons shown (${arms}, each against ${baselineArm}): p values are adjusted by Holm, and the intervals for all together by Bonferroni.`
  return [`${family} The paired t test decides; the Wilcoxon test never does. d_z has Hedges’ correction.`]
}

function testSet({ runs, metric, testExamples }: Comparison): string {
  const size = `${numberText(testExamples)} images`
  const accuracies = runs.flatMap((run) => (run.outcome === 'done' ? (run.finalTestAccuracy ?? []) : []))
  if (metric === 'test loss' || accuracies.length === 0) {
    return `All runs are tested on the same ${size}: what another test set would change is not covered by seeds.`
  }
  const center = mean(accuracies)
  const error = 100 * accuracyStandardError(center, testExamples)
  return `On this test set of ${size} an accuracy of ${Number((100 * center).toFixed(1))} % has a standard error of ${error.toFixed(2)} points of its own; seeds do not cover it.`
}

function isSameGroup(one: ComparedRun, other: ComparedRun): boolean {
  return one.arm === other.arm && isSameCell(one, other)
}
