import { isToCome, type ComparedRun } from './compared-run.ts'
import { isExploratory, type Comparison } from './comparison.ts'
import type { Decision } from './decision.ts'
import { cellName, type VerdictLine } from './verdict-line.ts'
import { countText } from './number-text.ts'
import { inWords, quoted } from './wording.ts'

/**
 * The verdict in a sentence per arm: where it is better, where worse, where nothing is shown, where nothing can be
 * known, and which arms are not judged; or why there is none yet.
 */
export function verdictSummary(lines: readonly VerdictLine[], comparison: Comparison): string {
  const toCome = comparison.runs.filter(isToCome)
  if (toCome.length > 0) return noneYet(toCome, comparison)
  if (lines.length === 0)
    return `No arm has runs at a batch size and learning rate of ${quoted(comparison.baselineArm)}.`
  const arms = [...new Set(lines.map((line) => line.arm))]
  const said = arms.map((arm) => {
    const ofArm = lines.filter((line) => line.arm === arm)
    return summaryOfArm(arm, ofArm, comparison)
  })
  const start = isExploratory(comparison) ? 'Exploratory, on this test set: ' : 'On this test set: '
  return [`${start}${said.join('; ')}.`, ...notJudged(arms, comparison), ...notAsUsual(comparison)].join(' ')
}

/** Arms that are shown and of which the lines say nothing: trained with another budget, or from other weights. */
function notJudged(judged: readonly string[], { runs, baselineArm }: Comparison): string[] {
  const left = [...new Set(runs.map(({ arm }) => arm))].filter(
    (arm) => arm !== baselineArm && !judged.includes(arm),
  )
  if (left.length === 0) return []
  const [is, has] = left.length === 1 ? ['is', 'has'] : ['are', 'have']
  return [
    `${inWords(left.map(quoted))} ${is} not judged: ${left.length === 1 ? 'it' : 'they'} ${has} no run to pair with one of ${quoted(baselineArm)}.`,
  ]
}

function noneYet(toCome: readonly ComparedRun[], { runs, hidden = 0 }: Comparison): string {
  const stopped = toCome.filter(({ outcome }) => outcome === 'stopped').length
  const open = `${toCome.length} of ${countText(runs.length, 'run')} ${toCome.length === 1 ? 'is' : 'are'} open${stopped > 0 ? ` (${stopped} stopped)` : ''}`
  const filtered =
    hidden === 0
      ? ''
      : ` The filter of the status hides ${hidden === toCome.length ? 'them' : `${hidden} of them`}: a verdict waits for them all the same. Resume them, or leave out their seeds.`
  return `No verdict yet: ${open}.${filtered} To judge a part and then train on is to look twice, which makes a difference likelier to show by chance; the verdict comes when all have come to their end.`
}

/** How many runs of each arm diverged or did not learn, where any did. */
function notAsUsual({ runs }: Comparison): string[] {
  return [...new Set(runs.map((run) => run.arm))].flatMap((arm) =>
    (['diverged', 'did not learn'] as const).flatMap((outcome) => {
      const ofArm = runs.filter((run) => run.arm === arm)
      const count = ofArm.filter((run) => run.outcome === outcome).length
      return count === 0
        ? []
        : [`Of ${countText(ofArm.length, 'run')} of ${quoted(arm)}, ${count} ${outcome}.`]
    }),
  )
}

function summaryOfArm(arm: string, lines: readonly VerdictLine[], comparison: Comparison): string {
  const { metric } = comparison
  const [one, other] = [quoted(arm), quoted(comparison.baselineArm)]
  const [up, down] = metric === 'test accuracy' ? ['higher', 'lower'] : ['lower', 'higher']
  const clauses: [Decision, string][] = [
    ['better', `${one} has a ${up} ${metric} than ${other}`],
    ['worse', `${one} has a ${down} ${metric} than ${other}`],
    ['no difference shown', `no difference between ${one} and ${other} is shown`],
    ['cannot know', `it cannot be known whether ${one} differs from ${other}`],
  ]
  const said = clauses.flatMap(([decision, clause]) => {
    const cells = lines.filter((line) => line.decision === decision)
    return cells.length === 0 ? [] : [`${clause} at ${cellNames(cells, comparison)}`]
  })
  return said.join('; ')
}

/** “batch sizes 16, 32 and 64”, or with learning rates where there are several. */
function cellNames(cells: readonly VerdictLine[], { family }: Comparison): string {
  const several = family.some(({ learningRate }) => learningRate !== family[0]!.learningRate)
  if (several) return inWords(cells.map((cell) => `(${cellName(cell, family)})`))
  const sizes = cells.map((cell) => cell.batchSize)
  return `batch size${sizes.length === 1 ? '' : 's'} ${inWords(sizes)}`
}
