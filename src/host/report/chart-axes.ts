import type { EChartsCoreOption } from 'echarts/core'
import type { Scale } from './scale.ts'

const FONT_SIZE = 12

export type Axes = {
  x: Scale
  y: Scale
  xName: string
  yName: string
  xLabel?: (value: number) => string
  yLabel?: (value: number) => string
}

/** The grid and both axes; the vertical axis is named above it, so that the name is read without turning the head. */
export function axesOption(axes: Axes): EChartsCoreOption {
  const { x, y, xName, yName, xLabel = plainNumber, yLabel = plainNumber } = axes
  return {
    grid: { left: 48, right: 14, top: 26, bottom: 42, containLabel: false, outerBoundsMode: 'none' },
    xAxis: {
      ...axisOption(x, xLabel),
      ...{ name: xName, nameLocation: 'middle', nameGap: 26 },
      axisLine: { show: true, onZero: false, lineStyle: { color: 'var(--axis)' } },
      axisTick: { show: true, customValues: x.ticks, lineStyle: { color: 'var(--axis)' } },
      splitLine: { show: false },
    },
    yAxis: {
      ...axisOption(y, yLabel),
      ...{ name: yName, nameLocation: 'end', nameGap: 10 },
      nameTextStyle: { color: 'var(--muted)', fontSize: FONT_SIZE, align: 'left', padding: [0, 0, 0, -40] },
      axisLine: { show: false },
      axisTick: { show: false, customValues: y.ticks },
      splitLine: { lineStyle: { color: 'var(--grid)' } },
    },
  }
}

function axisOption({ min, max, ticks, isLogarithmic }: Scale, label: (value: number) => string) {
  return {
    type: isLogarithmic ? 'log' : 'value',
    ...{ min, max },
    axisLabel: { color: 'var(--muted)', fontSize: FONT_SIZE, customValues: ticks, formatter: label },
    nameTextStyle: { color: 'var(--muted)', fontSize: FONT_SIZE },
    minorTick: { show: false },
    minorSplitLine: { show: false },
  }
}

/** A tick of an axis of differences. */
export function signedTick(value: number): string {
  const size = String(Number(Math.abs(value).toPrecision(6)))
  return value === 0 ? '0' : `${value < 0 ? '−' : '+'}${size}`
}

function plainNumber(value: number): string {
  return String(Number(value.toPrecision(6))).replace('-', '−')
}
