import type { ArmLook } from '../../../domain/arm-look.ts'
import {
  AXIS_LINE,
  AXIS_TEXT,
  lineOf,
  symbolOf,
  valueAxis,
  type DrawApi,
  type ValueScale,
} from './chart-look.ts'
import type { EChartsOption } from './echarts.ts'

/** The value of one run. */
export type RunDot = { value: number; seed: number; runId: string }
/** And what is said where it is pointed at. */
export type PlacedDot = RunDot & { words: string }

/** A mean with its interval at one place of a list of batch sizes. */
export type PlacedPoint = {
  /** Index of the batch size. */
  place: number
  mean: number
  low: number | null
  high: number | null
  /** Over how many the mean is, and of how many it would be: drawn hollow where some have no value. */
  n: number
  of: number
  dots: readonly PlacedDot[]
  /** What is said where it is pointed at. */
  words: string
}

export type PointGroup = { id: string; look: ArmLook; points: readonly PlacedPoint[] }

export type PointScale = ValueScale & {
  /** In order, as the horizontal axis names them. */
  places: readonly string[]
  xName: string
  yName: string
  hasZeroLine: boolean
  /** Whether the means of a group are joined by a line. */
  isJoined: boolean
}

/** Groups stand beside each other, not on one another: so far apart, in parts of the distance of two places. */
const APART = 0.16
/** Half the length of an interval's ends, in pixels. */
const CAP = 4

/** What an axis has room for: a logarithmic one has no place for zero and below. */
export function drawnPoints({ points }: PointGroup, { isLogarithmic }: Pick<PointScale, 'isLogarithmic'>) {
  const isDrawn = (value: number): boolean => !isLogarithmic || value > 0
  return points
    .filter(({ mean }) => isDrawn(mean))
    .map((point) => ({ ...point, dots: point.dots.filter(({ value }) => isDrawn(value)) }))
}

/** Means with intervals and single runs over batch sizes, group by group. */
export function pointsOption(groups: readonly PointGroup[], scale: PointScale): EChartsOption {
  const apart = Math.min(APART, 0.7 / Math.max(1, groups.length))
  const shiftOf = (index: number): number => (index - (groups.length - 1) / 2) * apart
  return {
    animation: false,
    grid: { left: 58, right: 14, top: 26, bottom: 38, outerBoundsMode: 'none' },
    xAxis: xAxis(scale),
    yAxis: yAxis(scale),
    tooltip: {
      ...{ trigger: 'item', renderMode: 'richText', confine: true },
      ...{ backgroundColor: 'var(--ui-bg)', borderColor: 'var(--ui-border-accented)' },
      textStyle: { color: 'var(--ui-text)', fontSize: 12 },
    },
    series: groups.flatMap((group, index) => groupSeries(group, shiftOf(index), scale, index === 0)),
  }
}

function groupSeries(group: PointGroup, shift: number, scale: PointScale, isFirst: boolean): object[] {
  const { id, look } = group
  const points = drawnPoints(group, scale)
  return [
    dotSeries({ id, look, points }, shift),
    intervalSeries({ id, look, points }, shift, scale),
    {
      ...{ id: `means ${id}`, type: 'line', symbol: symbolOf(look), symbolSize: 10, z: 4 },
      data: points.map(({ place, mean, n, of, words }) => ({
        ...{ value: [place + shift, mean], name: words },
        ...(n < of && { itemStyle: { color: 'var(--ui-bg)' } }),
      })),
      lineStyle: scale.isJoined ? lineOf(look, 1.5) : { width: 0 },
      itemStyle: { color: look.color, borderColor: look.color, borderWidth: 1.5 },
      tooltip: WORDS,
      emphasis: { scale: 1.3, lineStyle: { width: scale.isJoined ? 1.5 : 0 } },
      ...(isFirst && scale.hasZeroLine && { markLine: ZERO_LINE }),
    },
  ]
}

/** What is said of a point is its name. */
const WORDS = { formatter: ({ name }: { name: string }) => name }

const ZERO_LINE = {
  ...{ silent: true, symbol: 'none', animation: false, label: { show: false } },
  lineStyle: { color: 'var(--ui-text-muted)', width: 1.25, type: 'solid' },
  data: [{ yAxis: 0 }],
}

/** Dots beside the mean's own line, a little apart from each other. */
function dotSeries({ id, look, points }: PointGroup, shift: number): object {
  const spread = (index: number): number => ((index % 5) - 2) * 0.012
  return {
    ...{ id: `runs ${id}`, type: 'scatter', symbol: 'circle', symbolSize: 4, z: 2 },
    data: points.flatMap(({ place, dots }) =>
      dots.map(({ value, words }, index) => ({
        ...{ value: [place + shift + spread(index), value], name: words },
      })),
    ),
    itemStyle: { color: look.color, opacity: 0.45 },
    tooltip: WORDS,
    emphasis: { scale: 1.75, itemStyle: { opacity: 1 } },
  }
}

/** An interval that the axis has no room for ends in an arrow at its edge. */
function intervalSeries(
  { id, look, points }: PointGroup,
  shift: number,
  { y, isLogarithmic }: PointScale,
): object {
  const floor = isLogarithmic ? y.min : -Infinity
  return {
    ...{ id: `intervals ${id}`, type: 'custom', coordinateSystem: 'cartesian2d', silent: true, z: 3 },
    ...{ clip: true, encode: { x: 0, y: [1, 2] }, tooltip: { show: false } },
    itemStyle: { color: look.color },
    data: points.flatMap(({ place, low, high }) =>
      low === null || high === null ? [] : [[place + shift, Math.max(floor, low), Math.max(floor, high)]],
    ),
    renderItem: (_params: unknown, api: DrawApi) => {
      const [low, high] = [api.value(1), api.value(2)]
      const [x, bottom] = api.coord([api.value(0), Math.max(y.min, low)])
      const [, top] = api.coord([api.value(0), Math.min(y.max, high)])
      const style = { stroke: api.visual('color'), lineWidth: 1.5 }
      const line = (x1: number, y1: number, x2: number, y2: number): object => ({
        ...{ type: 'line', shape: { x1, y1, x2, y2 }, style },
      })
      const end = (at: number, inward: number): object[] => [
        line(x - CAP, at + inward, x, at),
        line(x, at, x + CAP, at + inward),
      ]
      const ends = [...end(top, high > y.max ? CAP : 0), ...end(bottom, low < y.min ? -CAP : 0)]
      return { type: 'group', children: [line(x, top, x, bottom), ...ends] }
    },
  }
}

function xAxis({ places, xName }: PointScale): object {
  return {
    ...{ type: 'value', min: -0.5, max: places.length - 0.5 },
    ...{ name: xName, nameLocation: 'middle', nameGap: 22, nameTextStyle: AXIS_TEXT },
    axisLabel: {
      ...AXIS_TEXT,
      customValues: places.map((_, place) => place),
      formatter: (place: number) => places[Math.round(place)] ?? '',
    },
    axisLine: { ...AXIS_LINE, onZero: false },
    ...{ axisTick: { show: false }, splitLine: { show: false } },
  }
}

function yAxis(scale: PointScale): object {
  return {
    ...valueAxis(scale),
    ...{ name: scale.yName, nameGap: 10 },
    nameTextStyle: { ...AXIS_TEXT, align: 'left', padding: [0, 0, 0, -52] },
  }
}
