import type { EChartsOption } from '../../charts/echarts.ts'

/** What the charts of the lesson have in common. */
const TEXT = 'var(--ui-text-muted)'
const LINE = 'var(--ui-border)'

const lessonGrid = { left: 52, right: 16, top: 34, bottom: 42 }

export function valueAxis(name: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    ...{ type: 'value', name, nameLocation: 'middle', nameGap: 34, nameTextStyle: { color: TEXT } },
    ...{
      axisLabel: { color: TEXT },
      axisLine: { lineStyle: { color: LINE } },
      splitLine: { lineStyle: { color: LINE } },
    },
    ...more,
  }
}

export const stepAxis = (name: string, more: Record<string, unknown> = {}): Record<string, unknown> =>
  valueAxis(name, { nameGap: 26, splitLine: { show: false }, ...more })

export const lessonBase: EChartsOption = {
  animation: false,
  grid: lessonGrid,
  legend: { top: 0, left: 40, itemWidth: 22, textStyle: { color: TEXT } },
  tooltip: { trigger: 'axis', renderMode: 'richText' },
}
