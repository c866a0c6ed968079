import type { Figure } from '../../../src/renderer/src/charts/figure.ts'

type Option = Figure['panels'][number]['option']
type Datum = number | number[] | { value: number[] }
type Series = {
  id: string
  type: string
  data: Float64Array | Datum[]
  renderItem?: (params: unknown, api: object) => { children: { shape: { points: number[][] } }[] }
}

export function seriesOf(option: Option): Series[] {
  return option.series as Series[]
}

/** The points of all lines and dots of an option, without those that only part two lines of one series. */
export function drawnPairs(option: Option): number[][] {
  return seriesOf(option)
    .filter(({ type }) => type !== 'custom')
    .flatMap(({ data }) => pairsOf(data))
    .filter(([x]) => !Number.isNaN(x))
}

function pairsOf(data: Series['data']): number[][] {
  if (data instanceof Float64Array)
    return Array.from({ length: data.length / 2 }, (_, index) => [...data.slice(2 * index, 2 * index + 2)])
  return data.map((datum) => (typeof datum === 'object' && 'value' in datum ? datum.value : [datum].flat()))
}

/** The outlines of all bands of an option, in the units of its axes. */
export function bandOutlines(option: Option): number[][][] {
  const api = { coord: (point: number[]) => point, visual: () => '#000' }
  return seriesOf(option)
    .filter(({ id }) => id.startsWith('band '))
    .flatMap(({ renderItem }) => renderItem!({}, api).children.map(({ shape }) => shape.points))
}
