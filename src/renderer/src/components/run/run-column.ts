import type { RunSummary } from '../../../../contract/host-answers.ts'
import { rateText } from '../../../../domain/number-text.ts'
import type { GridColumn } from '../grid/grid-column.ts'

/** What every list of runs knows of a run. */
export type ListedRun = Pick<
  RunSummary,
  'id' | 'arm' | 'batchSize' | 'learningRate' | 'seed' | 'status' | 'outcome'
>

/** A column of a list of runs. */
export type RunColumn<R> = GridColumn & {
  /** What it sorts by, and says where nothing is drawn instead. */
  value?: (run: R) => string | number | null
  /** How a number of it is written. */
  text?: (value: number) => string
}

/** Those that tell runs apart. */
export const RUN_KEY_COLUMNS = {
  arm: {
    ...{ key: 'arm', title: 'Arm', width: 150, grow: 2, isSortable: true, isFixed: true },
    value: ({ arm }) => arm,
  },
  batchSize: {
    ...{ key: 'batchSize', title: 'Batch', width: 82, isSortable: true, isNumber: true },
    value: ({ batchSize }) => batchSize,
  },
  learningRate: {
    ...{ key: 'learningRate', title: 'Learning rate', width: 128, isSortable: true, isNumber: true },
    ...{ value: ({ learningRate }) => learningRate, text: rateText },
  },
  seed: {
    ...{ key: 'seed', title: 'Seed', width: 76, isSortable: true, isNumber: true },
    value: ({ seed }) => seed,
  },
  status: {
    ...{ key: 'status', title: 'Status', width: 130, grow: 1, isSortable: true },
    value: ({ status }) => status,
  },
} satisfies Record<string, RunColumn<ListedRun>>

/** A test loss as a cell has it. */
export function cellLossText(loss: number): string {
  return Number.isFinite(loss) ? loss.toFixed(4) : 'not finite'
}
