import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemReturn } from 'echarts'
import { SHAPES, type ArmLook, type Shape } from '../../domain/arm-look.ts'
import type { MeanPoint, Point } from './curve.ts'
import type { Scale } from './scale.ts'

/** The series that the charts are put together from, as ECharts takes them. */

type Series = Record<string, unknown>
type Draw = (toPixels: (x: number, y: number) => number[]) => CustomSeriesRenderItemReturn

/** The area of the 95 % intervals around a mean line. */
export function band(points: readonly MeanPoint[], { color }: ArmLook, y: Scale, opacity: number): Series[] {
  if (points.every(({ interval }) => interval === null)) return []
  const upper = points.map(({ x, y: mean, interval }) => [x, interval?.high ?? mean] as const)
  const lower = points.map(
    ({ x, y: mean, interval }) => [x, Math.max(floorOf(y), interval?.low ?? mean)] as const,
  )
  return [
    drawn((toPixels) => ({
      type: 'polygon',
      shape: { points: [...upper, ...lower.toReversed()].map(([x, value]) => toPixels(x, value)) },
      style: { fill: color, opacity },
    })),
  ]
}

/** A logarithmic axis has no place for what is not positive: there an interval leaves the drawing at the bottom. */
function floorOf({ isLogarithmic, min }: Scale): number {
  return isLogarithmic ? min / 2 : -Infinity
}

export function line(
  points: readonly Point[],
  { color, dash }: ArmLook,
  { width = 2, opacity = 1 } = {},
): Series {
  return {
    type: 'line',
    silent: true,
    showSymbol: false,
    data: points.map(({ x, y }) => [x, y]),
    lineStyle: { color, width, opacity, type: dash.length === 0 ? 'solid' : [...dash] },
  }
}

export function markers(
  points: readonly Point[],
  { color, shape }: { color: string; shape: Shape },
  { size = 8, opacity = 1, isOpen = false, clip = true } = {},
): Series {
  return {
    type: 'scatter',
    silent: true,
    clip,
    symbol: `path://${SHAPES[shape]}`,
    symbolSize: size,
    data: points.map(({ x, y }) => [x, y]),
    itemStyle: { color: isOpen ? 'var(--page)' : color, borderColor: color, borderWidth: 1.2, opacity },
  }
}

/** Crosses: where a run diverged. Those beyond the axis stand at its edge. */
export function crosses(points: readonly Point[], color: string, { min, max }: Scale): Series[] {
  return points.map(({ x, y }) =>
    drawn((toPixels) => {
      const [left, top] = toPixels(x, Math.min(max, Math.max(min, y))) as [number, number]
      const stroke = (from: number, to: number): CustomSeriesRenderItemReturn => ({
        type: 'line',
        shape: { x1: left - 4, y1: top + from, x2: left + 4, y2: top + to },
        style: { stroke: color, lineWidth: 2 },
      })
      return { type: 'group', children: [stroke(-4, 4), stroke(4, -4)] as never }
    }, false),
  )
}

/** A vertical bar between two values, with a cap of `cap` pixels at both ends; beyond the axis an arrow at its edge. */
export function errorBar(
  { x, low, high }: { x: number; low: number; high: number },
  color: string,
  { y, width = 1.6, cap = 4 }: { y: Scale; width?: number; cap?: number },
): Series {
  return drawn((toPixels) => {
    const [left, bottom] = toPixels(x, Math.max(y.min, low)) as [number, number]
    const [, top] = toPixels(x, Math.min(y.max, high)) as [number, number]
    const end = (at: number, inward: number): string =>
      `M${left - cap} ${at + inward}L${left} ${at}L${left + cap} ${at + inward}`
    const ends = `${end(bottom, low < y.min ? -cap : 0)}${end(top, high > y.max ? cap : 0)}`
    const d = `${ends}M${left} ${top}V${bottom}`
    return { type: 'path', shape: { pathData: d }, style: { fill: 'none', stroke: color, lineWidth: width } }
  })
}

/** How many of how many, so many pixels above what they are about; one that would lie on another is left out. */
export function counts(
  points: readonly (Point & { text: string; distance: number })[],
  color: string,
): Series {
  return {
    type: 'scatter',
    silent: true,
    symbolSize: 9,
    itemStyle: { color: 'transparent' },
    data: points.map(({ x, y, text, distance }) => ({ value: [x, y], name: text, label: { distance } })),
    label: { show: true, position: 'top', color, fontSize: 11, formatter: '{b}' },
    labelLayout: { hideOverlap: true },
  }
}

/** A line across at one value. */
export function levelLine(y: number, { min, max }: Scale): Series {
  const look: ArmLook = { color: 'var(--ink)', dash: [], shape: 'circle' }
  return line(
    [min, max].map((x) => ({ x, y })),
    look,
    { width: 1.2 },
  )
}

/** Whatever is drawn in pixels from places on the axes. */
export function drawn(draw: Draw, clip = true): Series {
  return {
    type: 'custom',
    silent: true,
    clip,
    data: [0],
    renderItem: (_: unknown, api: CustomSeriesRenderItemAPI) => draw((x, y) => api.coord([x, y])),
  }
}
