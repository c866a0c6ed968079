import { BEYOND_AXIS } from '../../../../domain/axis-interval.ts'
import type { FigurePanel } from '../../charts/figure.ts'
import { pointsOption, type PointGroup, type PointScale } from '../../charts/points-option.ts'
import type { EChartsOption } from '../../charts/echarts.ts'
import { reachBeyond } from '../../charts/points-words.ts'

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

/** Said where an interval of these panels is drawn to the edge alone; nothing where none is. */
export function beyondText(panels: readonly PointsPanel[]): string {
  return panels.some(({ groups, scale }) => reachBeyond(groups, scale.y)) ? BEYOND_AXIS : ''
}

/** As panels of a figure. */
export function pointsFigurePanels(panels: readonly PointsPanel[]): FigurePanel[] {
  return panels.map((panel) => ({
    ...{ title: panel.title, option: pointsPanelOption(panel), width: 480, height: 288 },
  }))
}
