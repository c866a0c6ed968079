import { finalValue, isToCome, type ComparedRun, type Metric } from '../../domain/compared-run.ts'
import { compareArms, type Comparison } from '../../domain/comparison.ts'
import { countText, numberText } from '../../domain/number-text.ts'
import { verdict, type Verdict } from '../../domain/verdict.ts'
import { inWords } from '../../domain/wording.ts'
import type { StoredExperiment } from '../store/experiment-row.ts'
import { looksBehind } from './looks-behind.ts'
import { toComparedRun } from './run-facts.ts'
import { cellOf, type Selected, type SelectedRun } from './selection.ts'

export type Judged = {
  verdict: Verdict | null
  /** Why there is none; null where there is one. */
  why: string | null
  /** What was judged. */
  runs: ComparedRun[]
}

/**
 * The verdict over the runs that are shown: the family is what the filters show. A filter of the status hides no run
 * that is still to come from it: a verdict before the end would be a look of its own.
 */
export function judge(selected: Selected, baseline: string | null, metric: Metric): Judged {
  const { comparison, why } = compareSelected(selected, baseline, metric)
  return { verdict: comparison && verdict(comparison), why, runs: judgedRuns(selected).map(toComparedRun) }
}

/** The final results of the runs that are shown against the baseline's; or why there is nothing to compare. */
export function compareSelected(
  selected: Selected,
  baseline: string | null,
  metric: Metric,
): { comparison: Comparison; why: null } | { comparison: null; why: string | null } {
  const runs = judgedRuns(selected)
  const why = whyNone(runs, selected, baseline)
  if (why !== null || baseline === null) return { comparison: null, why }
  return { comparison: comparisonOf(selected, runs, baseline, metric), why: null }
}

function comparisonOf(
  selected: Selected,
  runs: readonly SelectedRun[],
  baseline: string,
  metric: Metric,
): Comparison {
  const experiment = experimentOf(baseline, runs, selected)
  const { budget, learningRateRule } = experiment.spec
  return compareArms(runs.map(toComparedRun), {
    ...{ metric, baselineArm: baseline, held: { budget, learningRateRule } },
    testExamples: runs[0]!.recipe.testExamples,
    looks: looksBehind(runs, selected),
    leftOut: leftOut(runs, selected),
    hidden: runs.filter((run) => !selected.runs.includes(run)).length,
  })
}

/** How many runs with a result the choice of seeds, runs or statuses leaves out of the cells that are judged. */
function leftOut(judged: readonly SelectedRun[], { all }: Selected): number {
  const cells = new Set(judged.map(cellOf))
  const others = all.filter((run) => !judged.includes(run) && cells.has(cellOf(run)))
  return others.filter((run) => 'value' in finalValue(toComparedRun(run), 'test accuracy')).length
}

/** What is shown, and what a filter of the status hides although it is still to come. */
export function judgedRuns({ runs, ofAnyStatus }: Selected): SelectedRun[] {
  const shown = new Set(runs)
  return ofAnyStatus.filter((run) => shown.has(run) || isToCome(toComparedRun(run)))
}

function whyNone(runs: readonly SelectedRun[], { all }: Selected, baseline: string | null): string | null {
  if (runs.length === 0) {
    return all.length === 0
      ? 'Nothing to compare: the experiments chosen have no runs.'
      : `Nothing to compare: the filters leave out all ${countText(all.length, 'run')}.`
  }
  const apart = unlikeTests(runs)
  if (apart !== null) return apart
  const arms = [...new Set(runs.map(({ arm }) => arm))]
  if (arms.length === 1) {
    return `Nothing to compare: of the arms only ${arms[0]!} is shown. A comparison needs a baseline and another arm.`
  }
  return baseline !== null && arms.includes(baseline)
    ? null
    : `Nothing to compare with: the baseline ${baseline ?? ''} has no runs among those shown.`
}

/** Why accuracies of these runs cannot be compared: they were not tested on the same images. */
function unlikeTests(runs: readonly SelectedRun[]): string | null {
  const groups = Map.groupBy(runs, ({ recipe }) => `${recipe.dataset.digest} ${recipe.testExamples}`)
  if (groups.size === 1) return null
  const names = [...groups.values()].map((group) => {
    const { dataset, recipe } = group[0]!
    return `${countText(group.length, 'run')} on ${numberText(recipe.testExamples)} test images of ${dataset}`
  })
  return (
    `No verdict: the runs shown were not tested on the same images (${inWords(names)}), so a difference between them ` +
    'may be one between the images. Choose one data set in the filters.'
  )
}

/** What is held equal within pairs is what the baseline's runs have. */
function experimentOf(
  arm: string,
  runs: readonly SelectedRun[],
  { experiments }: Selected,
): StoredExperiment {
  const { experimentId } = runs.find((run) => run.arm === arm)!
  return experiments.find(({ id }) => id === experimentId)!
}
