import { budgetText } from '../../domain/held-equal.ts'
import { countText, numberText } from '../../domain/number-text.ts'
import { inWords } from '../../domain/wording.ts'
import type { StoredExperiment } from '../store/experiment-row.ts'
import { judgedRuns } from './judge.ts'
import { looksBehind, pooled } from './looks-behind.ts'
import { shownExperiments, type Selected, type SelectedRun } from './selection.ts'

/** What was held equal or not over the selection, and what was left out and why, in sentences. */
export function selectionNotes(selected: Selected): string[] {
  return [
    ...missingNotes(selected),
    ...repeatNotes(selected),
    ...filterNotes(selected),
    ...differenceNotes(selected),
    ...poolNotes(selected),
  ]
}

function missingNotes({ missing }: Selected): string[] {
  return missing.length === 0
    ? []
    : [
        `${countText(missing.length, 'experiment')} of the selection ${missing.length === 1 ? 'is' : 'are'} not in this ` +
          `database (${inWords(missing)}): removed for good, or of another database.`,
      ]
}

/** Two runs of one arm, batch size, learning rate and seed are one measurement, not two. */
function repeatNotes({ repeated, experiments }: Selected): string[] {
  const nameOf = (run: SelectedRun) => nameWords(experiments.find(({ id }) => id === run.experimentId)!)
  const groups = Map.groupBy(repeated, (pair) => `${nameOf(pair.run)} ${nameOf(pair.for)} ${whyCounts(pair)}`)
  return [...groups.values()].map((group) => {
    const first = group[0]!
    const { run, for: kept } = first
    const seeds = [...new Set(group.map((pair) => pair.run.seed))].toSorted((a, b) => a - b)
    return (
      `${countText(group.length, 'run')} of ${nameOf(run)} ${group.length === 1 ? 'is' : 'are'} left out (seed${seeds.length === 1 ? '' : 's'} ${inWords(seeds)}): ` +
      `${nameOf(kept)} has runs of the same arm, batch size, learning rate and seed. Of such runs one counts, ${whyCounts(first)}: the ` +
      'same seed again is no further measurement.'
    )
  })
}

function whyCounts({ run, for: kept }: Selected['repeated'][number]): string {
  if (kept.isChosen !== run.isChosen) return 'the one that was chosen'
  return kept.isFinished ? 'the newest that has finished' : 'the newest, as none has finished'
}

function filterNotes(selected: Selected): string[] {
  const { all, runs } = selected
  const hidden = all.filter((run) => !runs.includes(run))
  if (hidden.length === 0 || runs.length === 0) return []
  const diverged = hidden.filter(({ outcome }) => outcome === 'diverged').length
  const flattered =
    diverged === 0
      ? ''
      : ` ${countText(diverged, 'run')} of those hidden diverged; what is left flatters their arms.`
  const judged =
    judgedRuns(selected).length === runs.length ? 'the verdict, its family of comparisons and ' : ''
  return [
    `The filters show ${numberText(runs.length)} of ${countText(all.length, 'run')}; ${judged}every figure ${judged === '' ? 'is' : 'are'} over ` +
      `those alone.${flattered}`,
  ]
}

/** Budgets, rules and data that are not the same over the experiments with runs shown. */
function differenceNotes(selected: Selected): string[] {
  const experiments = shownExperiments(selected.runs, selected)
  const budgets = said(experiments, ({ spec }) => budgetText(spec))
  const rules = said(experiments, ({ spec: { learningRateRule: rule } }) => {
    return rule.rule === 'fixed'
      ? 'the same at every batch size'
      : `${rule.rule} in the batch size from ${rule.referenceBatchSize} on`
  })
  const data = said(experiments, ({ datasetInfo, spec }) => {
    const { trainExamples, testExamples, validationExamples } = spec.data
    const trained = (trainExamples ?? datasetInfo.trainCount) - validationExamples
    return `${datasetInfo.name}, ${numberText(trained)} training and ${numberText(testExamples ?? datasetInfo.testCount)} test images`
  })
  const apart = 'Runs that differ in it are never paired, and their arms are kept apart.'
  return [
    ...(budgets === null ? [] : [`The training budget is not equal: ${budgets}. ${apart}`]),
    ...(rules === null ? [] : [`The rule of the learning rate is not equal: ${rules}. ${apart}`]),
    ...(data === null ? [] : [`The data is not equal: ${data}. ${apart}`]),
  ]
}

/** “5 epochs in “A” and “B”; 10 epochs in “C””; null where all say the same. */
function said(
  experiments: readonly StoredExperiment[],
  wordsOf: (experiment: StoredExperiment) => string,
): string | null {
  const groups = Map.groupBy(experiments, wordsOf)
  if (groups.size < 2) return null
  return [...groups].map(([words, those]) => `${words} in ${inWords(those.map(nameWords))}`).join('; ')
}

/** Seeds of several experiments judged together, none of which was made when results of another could be known. */
function poolNotes(selected: Selected): string[] {
  const { runs } = selected
  if (pooled(runs, selected).length === 0 || looksBehind(runs, selected) > 1) return []
  return [
    'Seeds of several experiments are judged together as a first look: each was made before another had a result.',
  ]
}

const nameWords = ({ name }: StoredExperiment) => `“${name}”`
