import { WorkbenchError } from '../../contract/errors.ts'
import type { Selection } from '../../contract/compare.ts'
import { labelArms, type LabelledArm } from '../../domain/arm-labels.ts'
import { armsMeant } from '../../domain/arms-meant.ts'
import { withoutRepeats } from '../../domain/repeated-runs.ts'
import type { StoredComparedRun } from '../store/stored-compared-run.ts'
import type { StoredExperiment } from '../store/experiment-row.ts'
import type { Store } from '../store/open-store.ts'
import { datasetLabels, isDatasetMeant } from './dataset-labels.ts'

/** A run under the label that its arm has over all the experiments selected. */
export type SelectedRun = StoredComparedRun & { dataset: string; isChosen: boolean; isFinished: boolean }

export type Selected = {
  /** The oldest first. */
  experiments: StoredExperiment[]
  arms: LabelledArm[]
  /** The label of an experiment's arm. */
  labelOf: (experimentId: string, arm: string) => string
  /** Before the filters, each arm, batch size, learning rate and seed once. */
  all: SelectedRun[]
  /** After the filters. */
  runs: SelectedRun[]
  /** What every filter but that of the status keeps. */
  ofAnyStatus: SelectedRun[]
  /** Runs that gave way to a newer one of the same arm, batch size, learning rate and seed. */
  repeated: { run: SelectedRun; for: SelectedRun }[]
  /** Ids that are no experiment's here. */
  missing: string[]
}

/**
 * The runs of some experiments that the filters keep.
 * @throws WorkbenchError `not-found` when none of the experiments is here
 */
export function select(store: Store, selection: Selection): Selected {
  const ids = [...new Set(selection.experimentIds)]
  const found = ids.map((id) => ({ id, experiment: experimentOrNull(store, id) }))
  const experiments = found
    .flatMap(({ experiment }) => experiment ?? [])
    .toSorted((one, other) => one.createdAt - other.createdAt)
  if (experiments.length === 0) store.experiments.get(ids[0]!)
  const { arms, labelOf } = labelArms(
    experiments.map(({ id, name, spec, datasetInfo }) => ({ id, name, spec, dataset: datasetInfo })),
  )
  const datasets = datasetLabels(experiments)
  const chosen = selection.runIds && new Set(selection.runIds)
  const { kept: all, left: repeated } = withoutRepeats(
    experiments.flatMap(({ id }) =>
      store.compared.ofExperiment(id).map((run): SelectedRun => {
        const isFinished = run.status === 'done' || run.status === 'diverged'
        const isChosen = chosen?.has(run.id) ?? true
        return { ...run, arm: labelOf(id, run.arm), dataset: datasets.get(id)!, isChosen, isFinished }
      }),
    ),
  )
  const ofAnyStatus = all.filter(passes(selection, arms))
  const { statuses } = selection
  return {
    ...{ experiments, arms, labelOf, all, ofAnyStatus, repeated },
    runs:
      statuses === undefined ? ofAnyStatus : ofAnyStatus.filter(({ status }) => statuses.includes(status)),
    missing: found.filter(({ experiment }) => experiment === null).map(({ id }) => id),
  }
}

/** Whether every filter but that of the status keeps a run. */
function passes(selection: Selection, known: readonly LabelledArm[]): (run: SelectedRun) => boolean {
  const arms = selection.arms && armsMeant(known, selection.arms).map(({ label }) => label)
  const keeps = <T>(wanted: readonly T[] | undefined, value: T) =>
    wanted === undefined || wanted.includes(value)
  return ({ isChosen, arm, batchSize, learningRate, seed, dataset, recipe }) =>
    isChosen &&
    keeps(arms, arm) &&
    keeps(selection.batchSizes, batchSize) &&
    keeps(selection.learningRates, learningRate) &&
    keeps(selection.seeds, seed) &&
    (selection.datasets?.some((text) => isDatasetMeant(text, dataset, recipe.dataset)) ?? true)
}

function experimentOrNull(store: Store, id: string): StoredExperiment | null {
  try {
    return store.experiments.get(id)
  } catch (error) {
    if (error instanceof WorkbenchError && error.code === 'not-found') return null
    throw error
  }
}

/** The experiments that the runs are of. */
export function shownExperiments(
  runs: readonly SelectedRun[],
  { experiments }: Selected,
): StoredExperiment[] {
  const ids = new Set(runs.map(({ experimentId }) => experimentId))
  return experiments.filter(({ id }) => ids.has(id))
}

/** Runs of one cell are judged together, whatever experiments they are of. */
export function cellOf({ arm, batchSize, learningRate, dataset }: SelectedRun): string {
  return JSON.stringify([arm, batchSize, learningRate, dataset])
}
