import type { CompareRun } from '../../../../contract/compare.ts'
import { durationText } from '../../../../domain/duration-text.ts'
import { numberText, rateText } from '../../../../domain/number-text.ts'
import { percentText } from '../../../../domain/table-text.ts'
import type { GridColumn } from '../grid/grid-column.ts'

/** Of the runs of a comparison. */
export const COMPARED_RUN_COLUMNS: readonly GridColumn[] = [
  { key: 'arm', title: 'Arm', width: 150, grow: 2, isSortable: true, isFixed: true },
  { key: 'experiment', title: 'Experiment', width: 150, grow: 2, isSortable: true },
  { key: 'batchSize', title: 'Batch', width: 82, isSortable: true, isNumber: true },
  { key: 'learningRate', title: 'Learning rate', width: 128, isSortable: true, isNumber: true },
  { key: 'seed', title: 'Seed', width: 76, isSortable: true, isNumber: true },
  { key: 'status', title: 'Status', width: 120, isSortable: true },
  { key: 'accuracy', title: 'Test accuracy, %', width: 142, isSortable: true, isNumber: true },
  { key: 'loss', title: 'Test loss', width: 100, isSortable: true, isNumber: true },
  {
    key: 'train',
    title: 'Training accuracy, %',
    width: 170,
    isSortable: true,
    isNumber: true,
    isOptional: true,
  },
  { key: 'steps', title: 'Steps', width: 90, isSortable: true, isNumber: true, isOptional: true },
  { key: 'target', title: 'Steps to target', width: 132, isSortable: true, isNumber: true, isOptional: true },
  { key: 'seconds', title: 'Time to target', width: 130, isSortable: true, isNumber: true, isOptional: true },
]

/** What a column sorts by; the experiment's name is the caller's to know. */
export function comparedRunValue(run: CompareRun, key: string): string | number | null {
  switch (key) {
    case 'accuracy':
      return run.finalTestAccuracy
    case 'loss':
      return run.finalTestLoss
    case 'train':
      return run.evaluation?.train ?? null
    case 'steps':
      return run.stepsDone
    case 'target':
      return run.target?.steps ?? null
    case 'seconds':
      return run.target?.seconds ?? null
    case 'arm':
    case 'batchSize':
    case 'learningRate':
    case 'seed':
    case 'status':
      return run[key]
    default:
      return null
  }
}

/** What a cell of numbers says. */
export function comparedRunText(run: CompareRun, key: string): string {
  const value = comparedRunValue(run, key)
  if (typeof value !== 'number') return value ?? '–'
  switch (key) {
    case 'accuracy':
    case 'train':
      return percentText(value)
    case 'loss':
      return Number.isFinite(value) ? value.toFixed(4) : 'not finite'
    case 'learningRate':
      return rateText(value)
    case 'seconds':
      return durationText(value)
    case 'steps':
    case 'target':
      return numberText(value)
    default:
      return String(value)
  }
}
