import type { DrawApi } from './chart-look.ts'

/** The area between two lines over one x, as a series: it is broken where one of them has no value. */
export function bandSeries(
  id: string,
  color: string,
  { x, low, high }: { x: Float64Array; low: Float64Array; high: Float64Array },
  floor: number,
): object {
  return {
    ...{ id, type: 'custom', coordinateSystem: 'cartesian2d', silent: true, clip: true, z: 1 },
    // One drawing of everything: its one datum has no place of its own.
    ...{ data: [0], encode: { x: [], y: [] }, tooltip: { show: false }, emphasis: { disabled: true } },
    itemStyle: { color },
    renderItem: (_params: unknown, api: DrawApi) => ({
      type: 'group',
      children: pieces(low, high).map(([from, to]) => ({
        type: 'polygon',
        shape: { points: outline(from, to, api) },
        style: { fill: api.visual('color'), opacity: 0.16 },
      })),
    }),
  }

  function outline(from: number, to: number, { coord }: DrawApi): [number, number][] {
    const points: [number, number][] = []
    for (let index = from; index < to; index++) points.push(coord([x[index]!, Math.max(floor, high[index]!)]))
    for (let index = to - 1; index >= from; index--)
      points.push(coord([x[index]!, Math.max(floor, low[index]!)]))
    return points
  }
}

/** Where both lines have values: the first index of each piece, and the one after its last. */
function pieces(low: Float64Array, high: Float64Array): [number, number][] {
  const found: [number, number][] = []
  let from = -1
  for (let index = 0; index <= low.length; index++) {
    const isThere = index < low.length && Number.isFinite(low[index]!) && Number.isFinite(high[index]!)
    if (isThere && from < 0) from = index
    if (!isThere && from >= 0) {
      if (index - from > 1) found.push([from, index])
      from = -1
    }
  }
  return found
}
