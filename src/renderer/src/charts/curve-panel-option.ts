import type { CurveUnit } from '../../../contract/compare.ts'
import type { ArmLook } from '../../../domain/arm-look.ts'
import { axisText, type CurveMetric } from './curve-metrics.ts'
import { curveOption } from './curve-option.ts'
import type { Zoom } from './curve-settings.ts'
import type { DrawnPanel } from './draw-curves.ts'
import type { EChartsOption } from './echarts.ts'
import { spanOf, type Range } from './nice-range.ts'
import { AXIS_NAMES } from './step-axis.ts'

/** How all panels of a row are drawn. */
export type RowLook = {
  metric: CurveMetric
  looks: ReadonlyMap<string, ArmLook>
  unit: CurveUnit
  range: Range
  isLogarithmic: boolean
  zoom: Zoom
  /** Of the means of training; evaluations are drawn as they are. */
  smoothing: number
}

/** The option of one panel of a metric, for its canvas and for files. */
export function panelOption(drawn: DrawnPanel, row: RowLook): EChartsOption {
  const { metric, looks, unit, range, isLogarithmic, zoom, smoothing } = row
  const text = (value: number): string => axisText(metric, value)
  return curveOption(
    drawn,
    {
      ...{ xName: AXIS_NAMES[unit], y: spanOf(range), zoom, isLogarithmic, text },
      smoothing: 'metric' in metric.of ? smoothing : 0,
    },
    { looks, hasMarkers: 'score' in metric.of },
  )
}
