import { numberText, rateText } from '../../../domain/number-text.ts'
import { AXIS_LINE, AXIS_TEXT, valueAxis, type ValueScale } from './chart-look.ts'
import type { Zoom } from './curve-settings.ts'
import type { EChartsOption } from './echarts.ts'

/** The axes that curves are drawn between. */
export type CurveScale = ValueScale & {
  xName: string
  zoom: Zoom
  /** The share of the axis over which each point of a mean is taken, written under the axis; 0 for none. */
  smoothing: number
}

/** Below a chart: room for the axis' labels and its name, and for a line more where the means are smoothed. */
const BELOW = { plain: 38, smoothed: 52 }

/** The length of the part of an axis, from 0 to its end, that is shown. */
export function shownLength({ start, end: stop }: Zoom, end: number): number {
  return (end * (stop - start)) / 100
}

/** All of a chart of curves but its curves, from 0 to an end in the axis' unit. */
export function curveFrame(scale: CurveScale, end: number): EChartsOption {
  return {
    animation: false,
    // Wide enough for every label: to lay a grid out around them costs as much as to draw its lines.
    grid: {
      ...{ left: 46, right: 14, top: 10, outerBoundsMode: 'none' },
      bottom: scale.smoothing > 0 ? BELOW.smoothed : BELOW.plain,
    },
    xAxis: {
      ...{ type: 'value', min: 0, max: end, nameLocation: 'middle', nameGap: 22 },
      ...axisName(scale),
      axisLabel: { ...AXIS_TEXT, hideOverlap: true, alignMaxLabel: 'right', formatter: compact },
      axisLine: { ...AXIS_LINE, onZero: false },
      ...{ axisTick: { show: false }, splitLine: { show: false }, splitNumber: 5 },
    },
    yAxis: valueAxis(scale),
    dataZoom: [
      {
        ...{ id: 'zoom', type: 'inside', filterMode: 'none', ...scale.zoom },
        ...{ zoomOnMouseWheel: 'ctrl', moveOnMouseMove: true, moveOnMouseWheel: false },
      },
    ],
    tooltip: {
      // What is there says the pointer's place. (Of rich text that is not shown ECharts would still ask the size.)
      ...{ trigger: 'axis', showContent: false },
      axisPointer: {
        ...{ type: 'line', snap: false, animation: false },
        lineStyle: { color: 'var(--ui-text-dimmed)' },
      },
    },
  }
}

/** A caption can be left out of a figure: that its means are smoothed stays on the chart itself. */
function axisName({ xName, smoothing }: CurveScale): object {
  if (smoothing === 0) return { name: xName, nameTextStyle: AXIS_TEXT }
  const name = `${xName}\nmeans smoothed over ${numberText(100 * smoothing)} %`
  return { name, nameTextStyle: { ...AXIS_TEXT, lineHeight: 14 } }
}

const short = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 })

/** Large numbers of steps and images in short: 12K. */
function compact(value: number): string {
  return value >= 10_000 ? short.format(value) : rateText(value)
}
