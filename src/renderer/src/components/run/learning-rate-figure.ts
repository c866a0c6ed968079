import type { CurveUnit } from '../../../../contract/compare.ts'
import type { ExperimentDetail, RunSummary } from '../../../../contract/host-answers.ts'
import { PLACE_COLUMNS } from '../../charts/curve-columns.ts'
import type { Zoom } from '../../charts/curve-settings.ts'
import type { EChartsOption } from '../../charts/echarts.ts'
import type { Figure, FigurePanel } from '../../charts/figure.ts'
import { seriesPoints } from '../../charts/series-points.ts'
import { AXIS_NAMES } from '../../charts/step-axis.ts'

export type LearningRateDrawing = {
  option: EChartsOption
  unit: CurveUnit
  /** Where the axis ends, and which part of it is shown. */
  end: number
  zoom: Zoom
  size: Pick<FigurePanel, 'width' | 'height'>
}

/** The learning rate of a run as its schedule has it, as a figure. */
export function learningRateFigure(
  { id, arm, batchSize, seed }: RunSummary,
  experiment: ExperimentDetail,
  { option, unit, end, zoom, size }: LearningRateDrawing,
): Figure {
  const x = PLACE_COLUMNS[unit]
  const shown = [zoom.start, zoom.end].map((percent) => (percent / 100) * end)
  return {
    ...{ title: 'Learning rate', across: 1, legend: [], panels: [{ title: '', option, ...size }] },
    caption: {
      what: `Learning rate of the run ${arm}, batch size ${batchSize}, seed ${seed} against ${AXIS_NAMES[unit].toLowerCase()}.`,
      ...{ count: 'N = 1 run.', interval: 'No interval: the schedule sets it.', notes: '' },
      ...{ experiments: [{ id: experiment.id, name: experiment.name }], runIds: [id] },
    },
    table: {
      columns: [
        ...[x, { name: 'learning rate', unit: null }],
        ...[
          { name: 'shown from', unit: x.unit },
          { name: 'shown to', unit: x.unit },
        ],
      ],
      rows: [...seriesPoints(option).values()].flat(2).map(([place, rate]) => [place!, rate!, ...shown]),
    },
  }
}
