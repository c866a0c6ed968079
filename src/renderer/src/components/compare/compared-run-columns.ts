import type { ComparedExperiment, CompareRun } from '../../../../contract/compare.ts'
import { durationText } from '../../../../domain/duration-text.ts'
import { numberText } from '../../../../domain/number-text.ts'
import { percentText } from '../../../../domain/table-text.ts'
import { cellLossText, RUN_KEY_COLUMNS, type RunColumn } from '../run/run-column.ts'

const { arm, batchSize, learningRate, seed, status } = RUN_KEY_COLUMNS
const OPTIONAL = { isSortable: true, isNumber: true, isOptional: true }

/** Of the runs of a comparison. */
export function comparedRunColumns(experiments: readonly ComparedExperiment[]): RunColumn<CompareRun>[] {
  const names = new Map(experiments.map(({ id, name }) => [id, name]))
  return [
    arm,
    {
      ...{ key: 'experiment', title: 'Experiment', width: 150, grow: 2, isSortable: true },
      value: ({ experimentId }) => names.get(experimentId) ?? '',
    },
    ...[batchSize, learningRate, seed, status],
    {
      ...{ key: 'accuracy', title: 'Test accuracy, %', width: 148, isSortable: true, isNumber: true },
      ...{ value: ({ finalTestAccuracy }) => finalTestAccuracy, text: percentText },
    },
    {
      ...{ key: 'loss', title: 'Test loss', width: 100, isSortable: true, isNumber: true },
      ...{ value: ({ finalTestLoss }) => finalTestLoss, text: cellLossText },
    },
    {
      ...{ key: 'train', title: 'Training accuracy, %', width: 170, ...OPTIONAL },
      ...{ value: ({ evaluation }) => evaluation?.train ?? null, text: percentText },
    },
    {
      ...{ key: 'steps', title: 'Steps', width: 90, ...OPTIONAL },
      ...{ value: ({ stepsDone }) => stepsDone, text: numberText },
    },
    {
      ...{ key: 'target', title: 'Steps to target', width: 132, ...OPTIONAL },
      ...{ value: ({ target }) => target?.steps ?? null, text: numberText },
    },
    {
      ...{ key: 'seconds', title: 'Time to target', width: 130, ...OPTIONAL },
      ...{ value: ({ target }) => target?.seconds ?? null, text: durationText },
    },
  ]
}
