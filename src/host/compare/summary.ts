import type { ComparedExperiment, CompareQuestion, CompareSummary } from '../../contract/compare.ts'
import { armsMeant } from '../../domain/arms-meant.ts'
import { bestArms } from '../../domain/best-arms.ts'
import { designKey } from '../../domain/design-key.ts'
import { heldEqual } from '../../domain/held-equal.ts'
import type { StoredExperiment } from '../store/experiment-row.ts'
import type { Store } from '../store/open-store.ts'
import { compareCells } from './cells.ts'
import { judge } from './judge.ts'
import { selectionNotes } from './notes.ts'
import { compareRun, toComparedRun } from './run-facts.ts'
import { select, shownExperiments, type Selected, type SelectedRun } from './selection.ts'

/**
 * All that a comparison shows but its curves.
 * @param statusOf an experiment's status, which the host knows
 * @throws WorkbenchError `not-found` when none of the experiments is here
 */
export function compareSummary(
  store: Store,
  { selection, baseline: wanted, metric, target: asked }: CompareQuestion,
  statusOf: (experimentId: string) => string,
): CompareSummary {
  const selected = select(store, selection)
  const own = ownTarget(selected)
  const target = asked === 'own' ? own : asked
  const baseline = baselineOf(selected, wanted)
  const judged = judge(selected, baseline, metric)
  const runs = selected.runs.map((run) => {
    return { shown: compareRun(store, run, target), compared: toComparedRun(run) }
  })
  const best = bestArms(judged.runs, metric)
  const labels = selected.arms.map(({ label }) => label)
  return {
    experiments: selected.experiments.map((one) => ({ ...experimentFacts(one), status: statusOf(one.id) })),
    arms: selected.arms,
    ...choices(selected.all),
    ...{ baseline, metric, target, ownTarget: own, chance: greatestChance(selected) },
    runs: runs.map(({ shown }) => shown),
    cells: compareCells(runs, labels, best),
    verdict: judged.verdict,
    held: held(selected),
    notes: [...(judged.why === null ? [] : [judged.why]), ...selectionNotes(selected)],
  }
}

function held(selected: Selected): string {
  const designs = shownExperiments(selected.runs, selected).map(({ spec }) => spec)
  const sizes = new Set(selected.runs.map(({ batchSize }) => batchSize)).size
  return designs.length === 0 ? '' : heldEqual(designs, sizes)
}

/**
 * The arm that was asked for (of several that are meant the first that is shown), or else the first without normalization
 * of those shown, or the first of them.
 */
export function baselineOf({ arms, runs }: Selected, wanted: string | undefined): string | null {
  const isShown = ({ label }: { label: string }) => runs.some(({ arm }) => arm === label)
  if (wanted !== undefined) {
    const meant = armsMeant(arms, [wanted])
    return (meant.find(isShown) ?? meant[0])?.label ?? wanted
  }
  const shown = arms.filter(isShown)
  return (shown.find(({ normalization }) => normalization === 'none') ?? shown[0])?.label ?? null
}

function experimentFacts(one: StoredExperiment): Omit<ComparedExperiment, 'status'> {
  const { id, name, looks, spec, datasetInfo, trashedAt } = one
  const runs = Object.values(one.runs).reduce((sum, count) => sum + count, 0)
  return {
    ...{ id, name, looks, dataset: datasetInfo.name, isTrashed: trashedAt !== null },
    design: designKey(spec, datasetInfo),
    // All of a design's runs are trained for every seed.
    runsPerSeed: Math.round(runs / spec.seeds.length),
  }
}

/** The test accuracy that all the experiments aim at; null where they have none or several. */
export function ownTarget({ experiments }: Selected): number | null {
  const [first = null, ...others] = new Set(experiments.map(({ spec }) => spec.targetAccuracy))
  return others.length === 0 ? first : null
}

function greatestChance({ experiments }: Selected): number | null {
  const known = experiments.flatMap(({ chance }) => chance ?? [])
  return known.length === 0 ? null : Math.max(...known)
}

/** What there is to choose from, before the filters. */
function choices(all: readonly SelectedRun[]) {
  const numbers = (of: (run: SelectedRun) => number) =>
    [...new Set(all.map(of))].toSorted((one, other) => one - other)
  return {
    batchSizes: numbers(({ batchSize }) => batchSize),
    learningRates: numbers(({ learningRate }) => learningRate),
    seeds: numbers(({ seed }) => seed),
    datasets: [...new Set(all.map(({ dataset }) => dataset))],
  }
}
