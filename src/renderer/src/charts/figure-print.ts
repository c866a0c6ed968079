import type { EChartsOption } from './echarts.ts'

/** Thinner and paler lines are lost in print and on a projector. */
const LEAST_WIDTH = 1
const LEAST_OPACITY = 0.5

type Line = { width?: number; opacity?: number }
type Series = { lineStyle?: Line }

/** The same chart with lines that survive print. */
export function printedOption(option: EChartsOption): EChartsOption {
  const { series } = option as { series?: Series | Series[] }
  if (series === undefined) return option
  return { ...option, series: [series].flat().map(printedSeries) }
}

function printedSeries(series: Series): Series {
  const { lineStyle } = series
  if (lineStyle === undefined) return series
  const { width = 2, opacity = 1 } = lineStyle
  // A line that is not to be seen stays so.
  if (width === 0 || opacity === 0) return series
  return {
    ...series,
    lineStyle: {
      ...lineStyle,
      width: Math.max(LEAST_WIDTH, width),
      opacity: Math.max(LEAST_OPACITY, opacity),
    },
  }
}
