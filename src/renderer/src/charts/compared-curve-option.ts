import type { CompareCurve } from '../../../contract/compare.ts'
import type { ArmLook } from '../../../domain/arm-look.ts'
import { crossMarks, isMarkable, meanLine, onAxis, runLines } from './arm-lines.ts'
import { PLAIN } from './chart-look.ts'
import type { CurvePoints } from './columns.ts'
import type { ComparedPanel, CurveSurroundings } from './compared-panels.ts'
import { bandSeries } from './confidence-band.ts'
import { curveFrame, shownLength, type CurveScale } from './curve-frame.ts'
import type { EChartsOption } from './echarts.ts'

export type ComparedScale = CurveScale & {
  /** Where the axis ends, in its unit. */
  end: number
  around: CurveSurroundings
}

/** A panel of compared curves: means over the seeds, what is around them, and crosses where runs diverged. */
export function comparedCurveOption(
  { curves }: ComparedPanel,
  scale: ComparedScale,
  looks: ReadonlyMap<string, ArmLook>,
): EChartsOption {
  const lookOf = ({ arm }: CompareCurve): ArmLook => looks.get(arm) ?? PLAIN
  return {
    ...curveFrame(scale, scale.end),
    series: [
      ...curves.flatMap((curve) => surroundings(curve, lookOf(curve), scale)),
      ...curves.map((curve) => meanSeries(curve, lookOf(curve), scale)),
      ...curves.flatMap((curve) => crosses(curve, lookOf(curve), scale)),
    ],
  }
}

function surroundings(
  { arm, x, low, high, min, max, seeds }: CompareCurve,
  look: ArmLook,
  { around, y, isLogarithmic, zoom, end }: ComparedScale,
): object[] {
  if (around === 'seeds') {
    const lines = seeds.map(extremes)
    return lines.length === 0
      ? []
      : [
          runLines(arm, lines, look, {
            opacity: opacityOf(lines, shownLength(zoom, end)),
            isMarked: false,
            isLogarithmic,
          }),
        ]
  }
  const lines = around === 'interval' ? { x, low, high } : { x, low: min, high: max }
  return [bandSeries(`band ${arm}`, look.color, lines, isLogarithmic ? y.min : -Infinity)]
}

/** Lines of every step are paler than those of a few evaluations: together they would hide the mean. */
function opacityOf(lines: readonly CurvePoints[], shown: number): number {
  return lines.every((line) => isMarkable(line, shown)) ? 0.4 : 0.16
}

/** A run from its least to its greatest value in each column. */
function extremes({ x, min, max }: CompareCurve['seeds'][number]): CurvePoints {
  return Float64Array.from(
    Array.from(x, (place, index) => {
      const [least, greatest] = [min[index]!, max[index]!]
      return least === greatest ? [place, least] : [place, least, place, greatest]
    }).flat(),
  )
}

function meanSeries(
  { arm, x, mean }: CompareCurve,
  look: ArmLook,
  { isLogarithmic, zoom, end }: ComparedScale,
): object {
  const points = Float64Array.from(Array.from(x, (place, index) => [place, mean[index]!]).flat())
  return meanLine(arm, onAxis(points, isLogarithmic), look, isMarkable(points, shownLength(zoom, end)))
}

function crosses({ arm, diverged }: CompareCurve, look: ArmLook, { y }: ComparedScale): object[] {
  if (diverged.length === 0) return []
  const places = diverged.map((end) => [end.x, Math.max(y.min, Math.min(end.y, y.max))])
  return [crossMarks(`diverged ${arm}`, places, look)]
}
