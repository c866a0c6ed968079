import type { EChartsOption } from './echarts.ts'

type Series = { id: string; data: Float64Array | number[][] }

/** The lines of each series of an option as their points; a series of several lines parts them by a point without a place. */
export function seriesPoints(option: EChartsOption): Map<string, number[][][]> {
  return new Map((option.series as Series[]).map(({ id, data }) => [id, separated(pairsOf(data))]))
}

function pairsOf(data: Series['data']): number[][] {
  if (Array.isArray(data)) return data
  return Array.from({ length: data.length / 2 }, (_, index) => [data[2 * index]!, data[2 * index + 1]!])
}

/** Each line of several ends with a point that has no place at all. */
function separated(points: readonly number[][]): number[][][] {
  const lines: number[][][] = [[]]
  for (const point of points) {
    if (Number.isNaN(point[0])) lines.push([])
    else lines.at(-1)!.push(point)
  }
  return lines
}
