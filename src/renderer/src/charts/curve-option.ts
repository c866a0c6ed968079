import type { ArmLook } from '../../../domain/arm-look.ts'
import { crossMarks, isMarkable, meanLine, onAxis, runLines } from './arm-lines.ts'
import { PLAIN } from './chart-look.ts'
import { curveFrame, shownLength, type CurveScale } from './curve-frame.ts'
import type { DrawnPanel } from './draw-curves.ts'
import type { EChartsOption } from './echarts.ts'

export type CurveStyle = {
  looks: ReadonlyMap<string, ArmLook>
  /** Whether each point has a marker, as evaluations have. */
  hasMarkers: boolean
}

/** A panel of curves for the chart: thin lines for runs, thick ones for means over seeds, crosses where one diverged. */
export function curveOption(drawn: DrawnPanel, scale: CurveScale, style: CurveStyle): EChartsOption {
  return {
    ...curveFrame(scale, drawn.end),
    series: [
      ...runSeries(drawn, scale, style),
      ...divergedSeries(drawn, scale, style),
      ...meanSeries(drawn, scale, style),
    ],
  }
}

function runSeries(
  { runs, end }: DrawnPanel,
  { isLogarithmic, zoom }: CurveScale,
  { looks, hasMarkers }: CurveStyle,
): object[] {
  return [...Map.groupBy(runs, ({ run }) => run.arm)].map(([arm, own]) => {
    const lines = own.map(({ points }) => points)
    const shown = shownLength(zoom, end)
    return runLines(arm, lines, looks.get(arm) ?? PLAIN, {
      ...{
        opacity: hasMarkers ? 0.35 : 0.16,
        isMarked: hasMarkers && lines.every((line) => isMarkable(line, shown)),
      },
      isLogarithmic,
    })
  })
}

function divergedSeries({ runs }: DrawnPanel, { y }: CurveScale, { looks }: CurveStyle): object[] {
  return runs.flatMap(({ run, divergedAt }) => {
    if (divergedAt === null) return []
    const [place, value] = divergedAt
    const look = looks.get(run.arm) ?? PLAIN
    return crossMarks(`${run.id} diverged`, [[place, Math.min(value, y.max)]], look)
  })
}

function meanSeries(
  { means, end }: DrawnPanel,
  { isLogarithmic, zoom }: CurveScale,
  { looks, hasMarkers }: CurveStyle,
): object[] {
  return means.map(({ arm, points }) => {
    const isMarked = (hasMarkers && isMarkable(points, shownLength(zoom, end))) || points.length === 2
    return meanLine(arm, onAxis(points, isLogarithmic), looks.get(arm) ?? PLAIN, isMarked)
  })
}
