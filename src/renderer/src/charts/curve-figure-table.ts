import type { RunSummary } from '../../../contract/host-answers.ts'
import type { DrawnPanel } from './draw-curves.ts'
import type { EChartsOption } from './echarts.ts'
import type { FigureCell, FigureColumn, FigureTable } from './figure.ts'
import { seriesPoints } from './series-points.ts'

/** What is the same for all points of a row of curves. */
export type CurveTableLook = {
  x: FigureColumn
  y: FigureColumn
  zoom: { start: number; end: number }
  smoothing: number
  isLogarithmic: boolean
}

/**
 * Every point that panels of curves draw, read from the options themselves, with the run or the mean that it belongs
 * to and how it is looked at. A value that is not finite, or that the axis has no place for, is NaN and breaks the line.
 */
export function curveFigureTable(
  panels: readonly { drawn: DrawnPanel; option: EChartsOption }[],
  look: CurveTableLook,
): FigureTable {
  const columns: FigureColumn[] = [
    ...['panel', 'line', 'arm', 'seed', 'run'].map((name) => ({ name, unit: null })),
    ...[look.x, look.y],
    { name: 'shown from', unit: look.x.unit },
    { name: 'shown to', unit: look.x.unit },
    { name: 'smoothing of the mean', unit: 'share of the axis' },
    { name: 'vertical axis', unit: null },
  ]
  const rows = panels.flatMap(({ drawn, option }) => {
    const { start, end } = look.zoom
    const shown = [start, end].map((percent) => (percent / 100) * drawn.end)
    const isAxis = look.isLogarithmic ? 'logarithmic' : 'linear'
    return linesOf(drawn, option).flatMap(({ line, arm, run, points }) =>
      points.map(([x, y]): FigureCell[] => [
        ...[drawn.title, line, arm, run?.seed ?? null, run?.id ?? null, x!, y!],
        ...[...shown, line === 'mean' ? look.smoothing : 0, isAxis],
      ]),
    )
  })
  return { columns, rows }
}

type Line = { line: 'run' | 'diverged' | 'mean'; arm: string; run: RunSummary | null; points: number[][] }

function linesOf(drawn: DrawnPanel, option: EChartsOption): Line[] {
  const series = seriesPoints(option)
  const runs = [...Map.groupBy(drawn.runs, ({ run }) => run.arm)].flatMap(([arm, own]) => {
    const lines = series.get(`runs ${arm}`)!
    return own.map(({ run }, index): Line => ({ line: 'run', arm, run, points: lines[index]! }))
  })
  const crosses = drawn.runs.flatMap(({ run }): Line[] => {
    const [points] = series.get(`${run.id} diverged`) ?? []
    return points === undefined ? [] : [{ line: 'diverged', arm: run.arm, run, points }]
  })
  const means = drawn.means.map(({ arm }): Line => {
    return { line: 'mean', arm, run: null, points: series.get(`mean ${arm}`)![0]! }
  })
  return [...runs, ...crosses, ...means]
}
