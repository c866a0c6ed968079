import type { FigurePanel } from '../../charts/figure.ts'
import { pointsOption, type PointGroup, type PointScale } from '../../charts/points-option.ts'
import type { EChartsOption } from '../../charts/echarts.ts'

/** A chart of means with their intervals over the batch sizes. */
export type PointsPanel = {
  key: string
  title: string
  learningRate: number
  groups: readonly PointGroup[]
  scale: Omit<PointScale, 'xName'>
}

/** Its option, for its canvas and for files. */
export function pointsPanelOption({ groups, scale }: PointsPanel): EChartsOption {
  return pointsOption(groups, { ...scale, xName: 'Batch size' })
}

/** As panels of a figure. */
export function pointsFigurePanels(panels: readonly PointsPanel[]): FigurePanel[] {
  return panels.map((panel) => ({
    ...{ title: panel.title, option: pointsPanelOption(panel), width: 480, height: 288 },
  }))
}
