import type { CompareSummary } from '../../../../contract/compare.ts'
import type { ArmLook } from '../../../../domain/arm-look.ts'
import type { Figure, FigureCaption, FigurePanel, FigureTable } from '../../charts/figure.ts'

export type ComparisonFigure = Pick<FigureCaption, 'what' | 'count' | 'interval' | 'notes'> & {
  title: string
  panels: FigurePanel[]
  across: number
  table: FigureTable
  /** Whether lines of the arms are in it, which need a key. */
  hasLines?: boolean
}

/** What one chart card of a comparison saves: its panels with the key to the arms, and where the numbers come from. */
export function comparisonFigure(
  { experiments, runs, arms, held }: CompareSummary,
  looks: ReadonlyMap<string, ArmLook>,
  { title, panels, across, table, hasLines = true, ...caption }: ComparisonFigure,
): Figure {
  const drawn = new Set(runs.map(({ arm }) => arm))
  return {
    ...{ title, panels, across, table },
    caption: {
      ...caption,
      notes: [caption.notes, held].filter((sentence) => sentence !== '').join(' '),
      experiments: experiments.map(({ id, name }) => ({ id, name })),
      runIds: runs.map(({ id }) => id),
    },
    legend: arms.flatMap(({ label }) => {
      const look = looks.get(label)
      return hasLines && look !== undefined && drawn.has(label) ? [{ label, look }] : []
    }),
  }
}
