import { curveFigure, curvesByCell, meanNote, type CellCurves } from './curve-figure.ts'
import type { Figure } from './figure.ts'
import type { ReportContext } from './report-context.ts'
import { percentScale } from './scale.ts'

/** Test accuracy after each evaluation; null where no run was evaluated. */
export function accuracyCurveFigure(context: ReportContext): Figure | null {
  const cells = curvesByCell(context, ({ evaluations }) =>
    evaluations.map(({ epoch, test }) => ({ x: epoch, y: 100 * test.accuracy })),
  )
  if (cells.length === 0) return null
  return curveFigure(context, cells, {
    id: 'accuracy-curve',
    title: 'Test accuracy against epoch',
    note: `In evaluation mode: batch normalization uses its running statistics. ${meanNote(cells)}`,
    yName: 'Test accuracy, %',
    valueTitle: 'Test accuracy, %',
    y: percentScale(valuesOf(cells)),
    withMarkers: true,
    text: (value) => value.toFixed(2),
  })
}

function valuesOf(cells: readonly CellCurves[]): number[] {
  const curves = cells.flatMap((cell) => cell.curves)
  return curves.flatMap(({ mean, cutShort }) => [
    ...mean.flatMap(({ y, interval }) => [y, ...(interval === null ? [] : [interval.low, interval.high])]),
    ...cutShort.flatMap(({ points }) => points.map(({ y }) => y)),
  ])
}
