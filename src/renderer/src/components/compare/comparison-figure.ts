import type { CompareSummary } from '../../../../contract/compare.ts'
import type { ArmLook } from '../../../../domain/arm-look.ts'
import type { ChartTable } from '../../charts/chart-table.ts'
import type { Figure, FigureCaption, FigurePanel } from '../../charts/figure.ts'

export type ComparisonFigure = Pick<FigureCaption, 'what' | 'count' | 'interval' | 'notes'> & {
  title: string
  panels: FigurePanel[]
  across: number
  table: ChartTable
}

/** What one chart card of a comparison saves: its panels with the key to the arms, and where the numbers come from. */
export function comparisonFigure(
  { experiments, runs, arms }: CompareSummary,
  looks: ReadonlyMap<string, ArmLook>,
  { title, panels, across, table, ...caption }: ComparisonFigure,
): Figure {
  const drawn = new Set(runs.map(({ arm }) => arm))
  return {
    ...{ title, panels, across },
    caption: {
      ...caption,
      experiments: experiments.map(({ id, name }) => ({ id, name })),
      runIds: runs.map(({ id }) => id),
    },
    legend: arms.flatMap(({ label }) => {
      const look = looks.get(label)
      return look !== undefined && drawn.has(label) ? [{ label, look }] : []
    }),
    table: {
      columns: table.columns.map((column) => ({ name: column.title, unit: null })),
      rows: table.rows.map((row) => [...row]),
    },
  }
}
