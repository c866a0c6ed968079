import { axesOption, type Axes } from './chart-axes.ts'
import { band, crosses, line, markers } from './chart-parts.ts'
import { chartSvg, type ChartSize } from './chart-svg.ts'
import type { ArmCurve } from './curve.ts'
import type { Markup } from './markup.ts'
import { lookOf, type ReportContext } from './report-context.ts'

/** Panels stand side by side up to three; fewer are larger. */
export function panelSize(panels: number): ChartSize {
  if (panels === 1) return { width: 760, height: 320 }
  return panels === 2 ? { width: 540, height: 290 } : { width: 360, height: 240 }
}

/** Mean lines with their bands, and each run that was cut short as a thin line with its end marked. */
export function curvePanel(
  context: ReportContext,
  id: string,
  {
    curves,
    axes,
    size,
    withMarkers,
  }: {
    curves: readonly ArmCurve[]
    axes: Axes
    size: ChartSize
    withMarkers: boolean
  },
): Markup {
  const opacity = Math.max(0.08, 0.24 - 0.03 * curves.length) // many bands lie on each other
  const bands = curves.flatMap(({ arm, mean }) => band(mean, lookOf(context, arm), axes.y, opacity))
  const lines = curves.flatMap(({ arm, mean }) => {
    const look = lookOf(context, arm)
    return [line(mean, look), ...(withMarkers ? [markers(mean, look, { size: 7 })] : [])]
  })
  const singles = curves.flatMap((curve) => singleRuns(context, curve, axes))
  return chartSvg(id, size, { ...axesOption(axes), series: [...bands, ...singles, ...lines] })
}

function singleRuns(context: ReportContext, { arm, cutShort }: ArmCurve, { y }: Axes): object[] {
  const look = lookOf(context, arm)
  return cutShort.flatMap(({ outcome, points }) => {
    const end = points.slice(-1)
    const endMark =
      outcome === 'diverged'
        ? crosses(end, look.color, y)
        : [markers(end, look, { size: 6, isOpen: true, clip: false })]
    return [line(points, look, { width: 1, opacity: 0.75 }), ...endMark]
  })
}
