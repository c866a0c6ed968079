import type { RunSummary } from '../../../../contract/host-answers.ts'
import { trainedText } from '../../../../domain/duration-text.ts'
import { percentText } from '../../../../domain/table-text.ts'
import { cellLossText, RUN_KEY_COLUMNS, type RunColumn } from '../run/run-column.ts'

const { arm, batchSize, learningRate, seed, status } = RUN_KEY_COLUMNS

/** Of an experiment's runs: at 1280 pixels all that are usual are seen, at 1024 those up to the accuracy. */
export const RUN_COLUMNS: readonly RunColumn<RunSummary>[] = [
  { ...arm, width: 100, value: (run) => `${run.arm}${run.role === 'preparation' ? ' (preparation)' : ''}` },
  ...[batchSize, learningRate, seed, status],
  {
    ...{ key: 'progress', title: 'Progress', width: 96, grow: 1, isSortable: true },
    value: ({ stepsDone, totalSteps }) => stepsDone / totalSteps,
  },
  {
    ...{ key: 'accuracy', title: 'Test accuracy, %', width: 144, isSortable: true, isNumber: true },
    ...{ value: ({ finalTestAccuracy }) => finalTestAccuracy, text: percentText },
  },
  { key: 'loss', title: 'Batch loss', width: 104, isNumber: true },
  {
    ...{ key: 'testLoss', title: 'Test loss', width: 90, isSortable: true, isNumber: true, isOptional: true },
    ...{ value: ({ finalTestLoss }) => finalTestLoss, text: cellLossText },
  },
  {
    ...{ key: 'seconds', title: 'Trained', width: 100, isSortable: true, isNumber: true },
    ...{ value: (run) => run.secondsTrained, text: (value) => (value === 0 ? '–' : trainedText(value)) },
  },
  {
    ...{ key: 'attempt', title: 'Attempts', width: 84, isSortable: true, isNumber: true, isOptional: true },
    value: ({ attempt }) => attempt,
  },
]
