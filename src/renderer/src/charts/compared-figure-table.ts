import type { CompareCurve } from '../../../contract/compare.ts'
import { comparedCurveOption, type ComparedScale } from './compared-curve-option.ts'
import type { ComparedPanel } from './compared-panels.ts'
import type { FigureCell, FigureColumn, FigureTable } from './figure.ts'
import { seriesPoints } from './series-points.ts'

/** What is the same for all points of panels of compared curves. */
export type ComparedTableLook = {
  x: FigureColumn
  y: FigureColumn
  scale: ComparedScale
}

/**
 * Every point that panels of compared curves draw, read from the options themselves: means with what is around them,
 * each run where runs are drawn, and where runs diverged. What the axis has no place for is NaN.
 */
export function comparedFigureTable(
  panels: readonly ComparedPanel[],
  { x, y, scale }: ComparedTableLook,
): FigureTable {
  const { start, end } = scale.zoom
  const shown = [start, end].map((percent) => (percent / 100) * scale.end)
  const { smoothing } = scale
  const axis = scale.isLogarithmic ? 'logarithmic' : 'linear'
  return {
    columns: [
      ...['panel', 'line', 'arm', 'batch size', 'learning rate', 'seed', 'run'].map(plain),
      ...[x, y, { name: 'low', unit: y.unit }, { name: 'high', unit: y.unit }],
      ...[
        plain('N'),
        plain('band'),
        { name: 'shown from', unit: x.unit },
        { name: 'shown to', unit: x.unit },
      ],
      ...[{ name: 'smoothing of the mean', unit: 'share of the axis' }, plain('vertical axis')],
    ],
    rows: panels.flatMap((panel) => {
      const points = seriesPoints(comparedCurveOption(panel, scale, new Map()))
      return panel.curves.flatMap((curve) =>
        linesOf(curve, points, scale).map(({ line, seed, run, cells }): FigureCell[] => [
          ...[panel.title, line, curve.arm, curve.batchSize, curve.learningRate, seed, run, ...cells],
          ...[line === 'mean' ? BANDS[scale.around] : null, ...shown, line === 'mean' ? smoothing : 0, axis],
        ]),
      )
    }),
  }
}

const BANDS = { interval: '95 % interval', range: 'least to greatest', seeds: null }

/** Place, value, the ends of what is around it, and over how many runs. */
type Row = {
  line: 'mean' | 'run' | 'diverged'
  seed: number | null
  run: string | null
  cells: FigureCell[]
}

function linesOf(
  curve: CompareCurve,
  points: ReadonlyMap<string, number[][][]>,
  { around }: ComparedScale,
): Row[] {
  const { arm, low, high, min, max, n, seeds, diverged } = curve
  const [lows, highs] = around === 'interval' ? [low, high] : [min, max]
  const [means = []] = points.get(`mean ${arm}`) ?? []
  const runs = points.get(`runs ${arm}`) ?? []
  const [crosses = []] = points.get(`diverged ${arm}`) ?? []
  return [
    ...means.map(([place, value], index): Row => {
      const ends = around === 'seeds' ? [null, null] : [lows[index]!, highs[index]!]
      return { line: 'mean', seed: null, run: null, cells: [place!, value!, ...ends, n[index]!] }
    }),
    ...seeds.flatMap(({ seed, runId }, index) =>
      (runs[index] ?? []).map(([place, value]): Row => {
        return { line: 'run', seed, run: runId, cells: [place!, value!, null, null, null] }
      }),
    ),
    ...crosses.map(([place, value], index): Row => {
      const { seed, runId } = diverged[index]!
      return { line: 'diverged', seed, run: runId, cells: [place!, value!, null, null, null] }
    }),
  ]
}

function plain(name: string): FigureColumn {
  return { name, unit: null }
}
