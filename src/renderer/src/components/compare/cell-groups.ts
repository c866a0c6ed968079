import type { CompareCell, CompareRun } from '../../../../contract/compare.ts'
import type { ArmLook } from '../../../../domain/arm-look.ts'
import { finalValue, type Metric } from '../../../../domain/compared-run.ts'
import { rateText } from '../../../../domain/number-text.ts'
import type { SampleSummary } from '../../../../domain/statistics.ts'
import { PLAIN } from '../../charts/chart-look.ts'
import type { ChartTable } from '../../charts/chart-table.ts'
import type { PointGroup, RunDot } from '../../charts/points-option.ts'
import { pointOf } from '../../charts/points-words.ts'

/** What of a cell is drawn over the batch sizes, and how a value of it is written. */
export type CellValue = {
  sampleOf: (cell: CompareCell) => SampleSummary
  /** The runs' own values, as dots. */
  dotsOf?: (cell: CompareCell) => RunDot[]
  text: (value: number) => string
}

/** What has one learning rate: a chart. */
type RatePanel<T> = { key: string; title: string; learningRate: number; own: T[] }

/** A panel for each learning rate, without a title where there is one only. */
export function ratePanels<T extends { learningRate: number }>(all: readonly T[]): RatePanel<T>[] {
  const rates = ratesOf(all)
  return rates.map((rate) => ({
    ...{
      key: String(rate),
      learningRate: rate,
      title: rates.length > 1 ? `Learning rate ${rateText(rate)}` : '',
    },
    own: all.filter(({ learningRate }) => learningRate === rate),
  }))
}

/** The batch sizes that there are, least first. */
export function sizesOf(all: readonly { batchSize: number }[]): number[] {
  return ascending(all.map(({ batchSize }) => batchSize))
}

/** The same of learning rates. */
export function ratesOf(all: readonly { learningRate: number }[]): number[] {
  return ascending(all.map(({ learningRate }) => learningRate))
}

function ascending(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b)
}

/** The runs of a cell that have a value, as dots. */
export function runDots(
  runs: readonly CompareRun[],
  { runIds }: CompareCell,
  valueOf: (run: CompareRun) => number | null,
): RunDot[] {
  const ids = new Set(runIds)
  return runs.flatMap((run) => {
    const value = ids.has(run.id) ? valueOf(run) : null
    return value === null || !Number.isFinite(value) ? [] : [{ value, seed: run.seed, runId: run.id }]
  })
}

/** A run's final result where the mean of its cell contains it, and null where it does not: each dot is part of a mean. */
export function comparedFinal(run: CompareRun, metric: Metric): number | null {
  const final = finalValue({ ...run, outcome: run.outcome ?? 'unfinished' }, metric)
  return 'value' in final ? final.value : null
}

/** The points of each arm. */
export function cellGroups(
  cells: readonly CompareCell[],
  sizes: readonly number[],
  looks: ReadonlyMap<string, ArmLook>,
  { sampleOf, dotsOf, text }: CellValue,
): PointGroup[] {
  return [...Map.groupBy(cells, ({ arm }) => arm)].map(([arm, own]) => ({
    ...{ id: arm, look: looks.get(arm) ?? PLAIN },
    points: own
      .toSorted((a, b) => a.batchSize - b.batchSize)
      .flatMap((cell) => {
        const sample = sampleOf(cell)
        const point = pointOf(sample, {
          ...{ place: sizes.indexOf(cell.batchSize), dots: dotsOf?.(cell) ?? [], text },
          ...{ name: `${arm}, batch size ${cell.batchSize}`, of: cell.runIds.length },
        })
        return point === undefined ? [] : [point]
      }),
  }))
}

/** The numbers that are drawn, and over how many runs. */
export function cellTable(cells: readonly CompareCell[], values: Record<string, CellValue>): ChartTable {
  return {
    columns: [
      ...[{ title: 'Arm' }, { title: 'Batch size' }, { title: 'Learning rate', text: rateText }],
      ...Object.entries(values).flatMap(([title, { text, dotsOf }]) => [
        { title, text },
        { title: `${title}: low`, text },
        { title: `${title}: high`, text },
        { title: `${title}: N` },
        ...(dotsOf ? [{ title: `${title}: single runs` }] : []),
      ]),
    ],
    rows: cells.map((cell) => [
      ...[cell.arm, cell.batchSize, cell.learningRate],
      ...Object.values(values).flatMap(({ sampleOf, dotsOf }) => {
        const { mean, interval, n } = sampleOf(cell)
        return [
          mean,
          interval?.low ?? null,
          interval?.high ?? null,
          n,
          ...(dotsOf
            ? [
                dotsOf(cell)
                  .map((dot) => dot.value)
                  .join(' '),
              ]
            : []),
        ]
      }),
    ]),
  }
}
