import type { CellCurves } from './curve-figure.ts'
import type { Scale } from './scale.ts'

/** The means of the curves, and the values of the runs that are drawn singly. */
export function curveValues(cells: readonly CellCurves[]) {
  const curves = cells.flatMap((cell) => cell.curves)
  const singles = curves.flatMap(({ cutShort }) => cutShort.flatMap(({ points }) => points.map(({ y }) => y)))
  return { means: curves.flatMap(({ mean }) => mean), singles }
}

/**
 * What is to be known of an axis and of the runs that are drawn singly, in sentences.
 * @param many “Losses”, as a sentence begins with it, and their unit as it stands behind a number
 */
export function drawingNotes(
  cells: readonly CellCurves[],
  y: Scale,
  { many, unit }: { many: string; unit: string },
): string[] {
  const { means, singles } = curveValues(cells)
  const isBeyond = [...means.map((mean) => mean.y), ...singles].some((value) => value > y.max)
  return [
    ...(y.isLogarithmic ? ['The vertical axis is logarithmic.'] : []),
    ...(singles.length > 0
      ? ['Runs that did not come to their end are drawn singly and are in no mean.']
      : []),
    ...(isBeyond ? [`${many} above ${y.max}${unit} are beyond the axis; the table has them.`] : []),
  ]
}
