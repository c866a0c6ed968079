import type { Cell } from '../../domain/compared-run.ts'
import type { TableColumn } from './data-table.ts'
import type { Part } from './markup.ts'
import { hasSeveralRates, type ReportContext } from './report-context.ts'

/** The first columns of a table over arms and cells: batch size, learning rate where there are several, and arm. */
export function cellColumns(context: ReportContext): TableColumn[] {
  return [
    { title: 'Batch', isNumber: true },
    ...(hasSeveralRates(context) ? [{ title: 'Rate', isNumber: true }] : []),
    { title: 'Arm', isRowHeader: true },
  ]
}

/** What stands in them, the arm as it is to be named. */
export function cellParts(context: ReportContext, { batchSize, learningRate }: Cell, arm: Part): Part[] {
  return [batchSize, ...(hasSeveralRates(context) ? [learningRate] : []), arm]
}
