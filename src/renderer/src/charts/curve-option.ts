import { rateText } from '../../../domain/number-text.ts'
import { SHAPES, type ArmLook } from '../../../domain/arm-look.ts'
import type { DrawnPanel, DrawnRun } from './draw-curves.ts'
import type { EChartsOption } from './echarts.ts'
import type { Range } from './nice-range.ts'

export type CurveScale = {
  xName: string
  y: Range
  isLogarithmic: boolean
  /** How a value of the y axis is written. */
  text: (value: number) => string
  zoom: { start: number; end: number }
}

export type CurveStyle = {
  looks: ReadonlyMap<string, ArmLook>
  /** Whether each point has a marker, as evaluations have. */
  hasMarkers: boolean
}

/** Of a line with more points the markers would hide it. */
const MOST_MARKERS = 25
const PLAIN: ArmLook = { color: 'var(--ui-text)', dash: [], shape: 'circle' }
/** A cross, for where a run diverged. */
const CROSS = 'path://M-1-.7L-.7-1L0-.3L.7-1L1-.7L.3 0L1 .7L.7 1L0 .3L-.7 1L-1 .7L-.3 0Z'

/** A panel of curves for the chart: thin lines for runs, thick ones for means over seeds, crosses where one diverged. */
export function curveOption(drawn: DrawnPanel, scale: CurveScale, style: CurveStyle): EChartsOption {
  return {
    animation: false,
    // Wide enough for every label: to lay a grid out around them costs as much as to draw its lines.
    grid: { left: 46, right: 14, top: 10, bottom: 38, outerBoundsMode: 'none' },
    xAxis: xAxis(drawn, scale),
    yAxis: yAxis(scale),
    dataZoom: [
      {
        ...{ id: 'zoom', type: 'inside', filterMode: 'none', ...scale.zoom },
        ...{ zoomOnMouseWheel: 'ctrl', moveOnMouseMove: true, moveOnMouseWheel: false },
      },
    ],
    tooltip: {
      ...{ trigger: 'axis', showContent: false, renderMode: 'richText' },
      axisPointer: {
        type: 'line',
        snap: false,
        animation: false,
        lineStyle: { color: 'var(--ui-text-dimmed)' },
      },
    },
    series: [
      ...runSeries(drawn, scale, style),
      ...divergedSeries(drawn, scale, style),
      ...meanSeries(drawn, scale, style),
    ],
  }
}

/**
 * The thin lines of an arm are one series, broken between its runs: what a series costs to draw again, several times a
 * second, it costs whatever it holds.
 */
function runSeries(drawn: DrawnPanel, scale: CurveScale, style: CurveStyle): object[] {
  return [...Map.groupBy(drawn.runs, ({ run }) => run.arm)].map(([arm, runs]) => {
    const look = style.looks.get(arm) ?? PLAIN
    const isMarked = style.hasMarkers && runs.every(({ points }) => points.length <= 2 * MOST_MARKERS)
    return {
      ...{ id: `runs ${arm}`, type: 'line', silent: true, dimensions: ['x', 'y'] },
      data: shown(joined(runs), scale),
      ...(isMarked
        ? {
            symbol: `path://${SHAPES[look.shape]}`,
            symbolSize: 4,
            itemStyle: { color: look.color, opacity: 0.45 },
          }
        : { symbol: 'none' }),
      lineStyle: { color: look.color, width: 1, opacity: style.hasMarkers ? 0.35 : 0.16 },
      ...{ tooltip: { show: false }, emphasis: { disabled: true }, z: 2 },
    }
  })
}

function joined(runs: readonly DrawnRun[]): Float64Array {
  const all = new Float64Array(runs.reduce((sum, { points }) => sum + points.length + 2, 0)).fill(NaN)
  let at = 0
  for (const { points } of runs) {
    all.set(points, at)
    at += points.length + 2
  }
  return all
}

function divergedSeries(drawn: DrawnPanel, { y }: CurveScale, { looks }: CurveStyle): object[] {
  return drawn.runs.flatMap(({ run, divergedAt }) => {
    if (divergedAt === null) return []
    const [place, value] = divergedAt
    return {
      ...{ id: `${run.id} diverged`, type: 'scatter', silent: true, symbol: CROSS, symbolSize: 11, z: 4 },
      ...{ data: [[place, Math.min(value, y.max)]], clip: false },
      itemStyle: { color: (looks.get(run.arm) ?? PLAIN).color },
    }
  })
}

function meanSeries({ means }: DrawnPanel, scale: CurveScale, { looks, hasMarkers }: CurveStyle): object[] {
  return means.map(({ arm, points }) => {
    const look = looks.get(arm) ?? PLAIN
    const isMarked = (hasMarkers && points.length <= 2 * MOST_MARKERS) || points.length === 2
    return {
      ...{
        id: `mean ${arm}`,
        type: 'line',
        silent: true,
        dimensions: ['x', 'y'],
        data: shown(points, scale),
      },
      ...(isMarked
        ? { symbol: `path://${SHAPES[look.shape]}`, symbolSize: 7, itemStyle: { color: look.color } }
        : { symbol: 'none' }),
      lineStyle: { color: look.color, width: 2.25, type: look.dash.length === 0 ? 'solid' : [...look.dash] },
      ...{ emphasis: { disabled: true }, z: 3 },
    }
  })
}

/** What a logarithmic axis has no place for is left out of the drawing. */
function shown(points: Float64Array, { isLogarithmic }: CurveScale): Float64Array {
  return isLogarithmic ? points.map((value, index) => (index % 2 === 1 && value <= 0 ? NaN : value)) : points
}

function xAxis({ end }: DrawnPanel, { xName }: CurveScale): object {
  return {
    ...{ type: 'value', min: 0, max: end, name: xName, nameLocation: 'middle', nameGap: 22 },
    nameTextStyle: { color: 'var(--ui-text-muted)', fontSize: 11 },
    axisLabel: { color: 'var(--ui-text-muted)', fontSize: 11, hideOverlap: true, formatter: compact },
    axisLine: { lineStyle: { color: 'var(--ui-border-accented)' } },
    ...{ axisTick: { show: false }, splitLine: { show: false }, splitNumber: 5 },
  }
}

function yAxis({ y, isLogarithmic, text }: CurveScale): object {
  return {
    ...{ type: isLogarithmic ? 'log' : 'value', min: y.min, max: y.max },
    ...(!isLogarithmic && { interval: (y.max - y.min) / intervals(y) }),
    axisLabel: { color: 'var(--ui-text-muted)', fontSize: 11, formatter: text },
    splitLine: { lineStyle: { color: 'var(--ui-border)' } },
  }
}

/** Four parts or five, whichever have the rounder ends. */
function intervals({ min, max }: Range): number {
  const isRound = (parts: number): boolean =>
    Number(((max - min) / parts).toPrecision(1)) * parts === max - min
  return [5, 4, 2].find(isRound) ?? 4
}

const short = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 })

/** Large numbers of steps and images in short: 12K. */
function compact(value: number): string {
  return value >= 10_000 ? short.format(value) : rateText(value)
}
