import type { Cell } from '../../domain/compared-run.ts'
import { isSameCell } from '../../domain/compared-run.ts'
import type { RunRecord } from '../../contract/experiment-record.ts'
import { armLooks, type ArmLook } from '../../domain/arm-look.ts'
import type { ReportSubject } from './report-subject.ts'

/** What every part of a report looks at. */
export type ReportContext = ReportSubject & {
  /** Arms with runs, in the order of the spec. */
  arms: string[]
  looks: ReadonlyMap<string, ArmLook>
  /** Batch sizes and learning rates with runs, ascending. */
  cells: Cell[]
}

export function reportContext(subject: ReportSubject): ReportContext {
  const { record } = subject
  const compared = record.runs.filter(({ role }) => role === 'compared')
  const isFirst = (run: RunRecord, index: number) =>
    compared.findIndex((other) => isSameCell(other, run)) === index
  return {
    ...subject,
    arms: record.spec.arms.map(({ name }) => name).filter((name) => compared.some(({ arm }) => arm === name)),
    looks: armLooks(record.spec.arms),
    cells: byBatchSize(compared.filter(isFirst)).map(({ batchSize, learningRate }) => {
      return { batchSize, learningRate }
    }),
  }
}

export function byBatchSize<T extends Cell>(cells: readonly T[]): T[] {
  return cells.toSorted((a, b) => a.batchSize - b.batchSize || a.learningRate - b.learningRate)
}

/** The compared runs of an arm in a cell, in the order of their seeds. */
export function runsOf({ record }: ReportContext, arm: string, cell: Cell): RunRecord[] {
  return record.runs
    .filter((run) => run.role === 'compared' && run.arm === arm && isSameCell(run, cell))
    .toSorted((a, b) => a.seed - b.seed)
}

/** Whether the run trained to its end without diverging. */
export function isFinished({ outcome }: RunRecord): boolean {
  return outcome === 'done' || outcome === 'did not learn'
}

export function hasSeveralRates({ cells }: ReportContext): boolean {
  return new Set(cells.map(({ learningRate }) => learningRate)).size > 1
}

/** “Batch size 16”, with the learning rate where there are several. */
export function cellTitle(context: ReportContext, { batchSize, learningRate }: Cell): string {
  return `Batch size ${batchSize}${hasSeveralRates(context) ? `, learning rate ${learningRate}` : ''}`
}

export function lookOf({ looks }: ReportContext, arm: string): ArmLook {
  const look = looks.get(arm)
  if (look === undefined) throw new Error(`The record has a run of ${arm}, an arm its spec does not list.`)
  return look
}
