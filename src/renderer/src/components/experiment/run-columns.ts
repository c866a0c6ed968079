import type { RunSummary } from '../../../../contract/host-answers.ts'
import { durationText } from '../../../../domain/duration-text.ts'
import { rateText } from '../../../../domain/number-text.ts'
import { percentText } from '../../../../domain/table-text.ts'
import type { GridColumn } from '../grid/grid-column.ts'

/** Of an experiment's runs. */
export const RUN_COLUMNS: readonly GridColumn[] = [
  { key: 'arm', title: 'Arm', width: 150, grow: 2, isSortable: true, isFixed: true },
  { key: 'batchSize', title: 'Batch', width: 82, isSortable: true, isNumber: true },
  { key: 'learningRate', title: 'Learning rate', width: 128, isSortable: true, isNumber: true },
  { key: 'seed', title: 'Seed', width: 76, isSortable: true, isNumber: true },
  { key: 'status', title: 'Status', width: 130, grow: 1, isSortable: true },
  { key: 'progress', title: 'Progress', width: 120, grow: 1, isSortable: true },
  { key: 'loss', title: 'Training loss', width: 112, isNumber: true },
  { key: 'accuracy', title: 'Test accuracy, %', width: 148, isSortable: true, isNumber: true },
  { key: 'testLoss', title: 'Test loss', width: 90, isSortable: true, isNumber: true, isOptional: true },
  { key: 'seconds', title: 'Trained', width: 100, isSortable: true, isNumber: true },
  { key: 'attempt', title: 'Attempts', width: 84, isSortable: true, isNumber: true, isOptional: true },
]

/** What a column sorts by. */
export function runSortValue(run: RunSummary, key: string): string | number | null {
  switch (key) {
    case 'progress':
      return run.stepsDone / run.totalSteps
    case 'accuracy':
      return run.finalTestAccuracy
    case 'testLoss':
      return run.finalTestLoss
    case 'seconds':
      return run.secondsTrained
    case 'batchSize':
    case 'learningRate':
    case 'seed':
    case 'attempt':
    case 'arm':
    case 'status':
      return run[key]
    default:
      return null
  }
}

/** What a cell of numbers or words says; the others are drawn. */
export function runCellText(run: RunSummary, key: string): string {
  switch (key) {
    case 'batchSize':
    case 'seed':
    case 'attempt':
      return String(run[key])
    case 'learningRate':
      return rateText(run.learningRate)
    case 'accuracy':
      return percentText(run.finalTestAccuracy)
    case 'testLoss':
      return run.finalTestLoss === null ? '–' : run.finalTestLoss.toFixed(4)
    case 'seconds':
      return run.secondsTrained === 0 ? '–' : durationText(run.secondsTrained)
    default:
      return ''
  }
}
