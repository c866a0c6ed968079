import type { RunSummary } from '../../../contract/host-answers.ts'
import { summarizeSample } from '../../../domain/statistics.ts'
import type { ChartTable } from './chart-table.ts'
import { valueText, type CurveMetric } from './curve-metrics.ts'
import { runsOfMean, type CurvePanel } from './curve-panels.ts'
import type { CurveData } from './curve-rows.ts'

/** So many epochs at most are columns of a table; of more, some at even distances. */
const MOST_COLUMNS = 12

/** The values behind curves: the mean over seeds in each epoch, arm by arm. */
export type EpochTable = {
  epochs: number[]
  rows: { panel: string; arm: string; runs: number; values: (number | null)[] }[]
}

/** As the page shows it; without a column of panels where the only one has no title. */
export function curveChartTable(
  metric: CurveMetric,
  panels: readonly CurvePanel[],
  data: CurveData,
): ChartTable {
  const { epochs, rows } = epochTable(metric, panels, data)
  const isTitled = panels.some(({ title }) => title !== '')
  const text = (value: number): string => valueText(metric, value)
  return {
    columns: [
      { title: 'Arm' },
      ...(isTitled ? [{ title: 'Panel' }] : []),
      { title: 'N' },
      ...epochs.map((epoch) => ({ title: `Epoch ${epoch}`, text })),
    ],
    rows: rows.map(({ panel, arm, runs, values }) => [arm, ...(isTitled ? [panel] : []), runs, ...values]),
  }
}

/** What the values are of which the table has one an epoch. */
export function curveTableNote({ of }: CurveMetric): string {
  return 'score' in of
    ? 'At the end of each epoch, mean over the seeds.'
    : 'Mean over each epoch and over the seeds.'
}

export function epochTable(metric: CurveMetric, panels: readonly CurvePanel[], data: CurveData): EpochTable {
  const epochs = chosenEpochs(panels)
  const rows = panels.flatMap(({ title, runs }) =>
    [...Map.groupBy(runs, ({ arm }) => arm)].map(([arm, own]) => {
      const members = runsOfMean(own)
      const values = epochs.map((epoch) => meanOf(members.map((run) => valueOf(metric, run, epoch, data))))
      return { panel: title, arm, runs: members.length, values }
    }),
  )
  return { epochs, rows }
}

function chosenEpochs(panels: readonly CurvePanel[]): number[] {
  const most = Math.max(
    1,
    ...panels.flatMap(({ runs }) => runs.map((run) => Math.floor(run.totalSteps / run.stepsPerEpoch))),
  )
  const count = Math.min(most, MOST_COLUMNS)
  return Array.from({ length: count }, (_, index) => Math.round(((index + 1) * most) / count))
}

/** Null where a run is missing or a value is not finite: a mean of the others would not be one of these runs. */
function meanOf(values: readonly (number | null)[]): number | null {
  const present = values.filter((value) => value !== null && Number.isFinite(value)) as number[]
  return present.length < values.length ? null : summarizeSample(present).mean
}

function valueOf(metric: CurveMetric, run: RunSummary, epoch: number, data: CurveData): number | null {
  if ('score' in metric.of) {
    const step = epoch * run.stepsPerEpoch
    const found = data.evaluationsOf(run.id).find((evaluation) => evaluation.step === step)
    return found === undefined ? null : found.test[metric.of.score]
  }
  return data.seriesOf(run.id)?.epochs.mean(metric.of.metric, epoch) ?? null
}
