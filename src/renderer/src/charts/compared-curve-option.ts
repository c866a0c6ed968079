import type { CompareCurve } from '../../../contract/compare.ts'
import type { ArmLook } from '../../../domain/arm-look.ts'
import { rateText } from '../../../domain/number-text.ts'
import { AXIS_LINE, AXIS_TEXT, CROSS, lineOf, PLAIN, SPLIT_LINE, symbolOf } from './chart-look.ts'
import type { ComparedPanel, CurveSurroundings } from './compared-panels.ts'
import { bandSeries } from './confidence-band.ts'
import type { EChartsOption } from './echarts.ts'
import type { Span } from './nice-range.ts'

export type ComparedScale = {
  xName: string
  /** Where the axis ends, in its unit. */
  end: number
  y: Span
  isLogarithmic: boolean
  /** How a value of the y axis is written. */
  text: (value: number) => string
  zoom: { start: number; end: number }
  around: CurveSurroundings
}

/** Of a line with more points the markers would hide it. */
const MOST_MARKERS = 25

/** A panel of compared curves: means over the seeds, what is around them, and crosses where runs diverged. */
export function comparedCurveOption(
  { curves }: ComparedPanel,
  scale: ComparedScale,
  looks: ReadonlyMap<string, ArmLook>,
): EChartsOption {
  const lookOf = ({ arm }: CompareCurve): ArmLook => looks.get(arm) ?? PLAIN
  return {
    animation: false,
    grid: { left: 46, right: 14, top: 10, bottom: 38, outerBoundsMode: 'none' },
    xAxis: {
      ...{ type: 'value', min: 0, max: scale.end, name: scale.xName, nameLocation: 'middle', nameGap: 22 },
      nameTextStyle: AXIS_TEXT,
      axisLabel: { ...AXIS_TEXT, hideOverlap: true, alignMaxLabel: 'right', formatter: compact },
      ...{
        axisLine: { ...AXIS_LINE, onZero: false },
        axisTick: { show: false },
        splitLine: { show: false },
        splitNumber: 5,
      },
    },
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
        ...{ type: 'line', snap: false, animation: false },
        lineStyle: { color: 'var(--ui-text-dimmed)' },
      },
    },
    series: [
      ...curves.flatMap((curve) => surroundings(curve, lookOf(curve), scale)),
      ...curves.map((curve) => meanSeries(curve, lookOf(curve), scale)),
      ...curves.flatMap((curve) => crosses(curve, lookOf(curve), scale)),
    ],
  }
}

function surroundings(
  curve: CompareCurve,
  look: ArmLook,
  { around, y, isLogarithmic }: ComparedScale,
): object[] {
  const { arm, x, low, high, min, max } = curve
  if (around === 'seeds') return curve.seeds.length === 0 ? [] : [seedSeries(curve, look, isLogarithmic)]
  const lines = around === 'interval' ? { x, low, high } : { x, low: min, high: max }
  return [bandSeries(`band ${arm}`, look.color, lines, isLogarithmic ? y.min : -Infinity)]
}

/** Every run from its least to its greatest value in each column, as one series that is broken between the runs. */
function seedSeries({ arm, seeds }: CompareCurve, look: ArmLook, isLogarithmic: boolean): object {
  const data = seeds.flatMap(({ x, min, max }) => [
    ...Array.from(x, (place, index) => {
      const [least, greatest] = [min[index]!, max[index]!]
      return least === greatest
        ? [[place, least]]
        : [
            [place, least],
            [place, greatest],
          ]
    }).flat(),
    [NaN, NaN],
  ])
  return {
    ...{ id: `seeds ${arm}`, type: 'line', silent: true, symbol: 'none', z: 2 },
    data: isLogarithmic ? data.map(([x, y]) => [x, y! > 0 ? y : NaN]) : data,
    lineStyle: { color: look.color, width: 1, opacity: 0.4 },
    ...{ tooltip: { show: false }, emphasis: { disabled: true } },
  }
}

function meanSeries({ arm, x, mean }: CompareCurve, look: ArmLook, { isLogarithmic }: ComparedScale): object {
  const data = Array.from(x, (place, index) => {
    const value = mean[index]!
    return [place, isLogarithmic && value <= 0 ? NaN : value]
  })
  return {
    ...{ id: `mean ${arm}`, type: 'line', silent: true, data, z: 3, emphasis: { disabled: true } },
    ...(data.length <= MOST_MARKERS
      ? { symbol: symbolOf(look), symbolSize: 6, itemStyle: { color: look.color } }
      : { symbol: 'none' }),
    lineStyle: lineOf(look, 2.25),
  }
}

function crosses({ arm, diverged }: CompareCurve, look: ArmLook, { y }: ComparedScale): object[] {
  if (diverged.length === 0) return []
  return [
    {
      ...{ id: `diverged ${arm}`, type: 'scatter', silent: true, symbol: CROSS, symbolSize: 11, z: 4 },
      ...{ clip: false, itemStyle: { color: look.color } },
      data: diverged.map((end) => [end.x, Math.max(y.min, Math.min(end.y, y.max))]),
    },
  ]
}

function yAxis({ y, isLogarithmic, text }: ComparedScale): object {
  return {
    ...{ type: isLogarithmic ? 'log' : 'value', min: y.min, max: y.max, splitLine: SPLIT_LINE },
    ...(!isLogarithmic && { interval: y.step }),
    axisLabel: { ...AXIS_TEXT, formatter: text, hideOverlap: true },
    ...{ axisLine: { show: false }, axisTick: { show: false } },
  }
}

const short = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 })

/** Large numbers of steps and images in short: 12K. */
function compact(value: number): string {
  return value >= 10_000 ? short.format(value) : rateText(value)
}
