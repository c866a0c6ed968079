import fc from 'fast-check'
import { expect, test } from 'vitest'
import { summarizeSample } from '../../../src/domain/statistics.ts'
import { PLAIN } from '../../../src/renderer/src/charts/chart-look.ts'
import { pointsOption } from '../../../src/renderer/src/charts/points-option.ts'
import { pointOf, pointsSpan, reachBeyond } from '../../../src/renderer/src/charts/points-words.ts'
import { seriesOf } from './drawn-numbers.ts'
import { PLACES, pointGroups, pointScale } from './placed-points.ts'

type Mean = { value: [number, number]; name: string; itemStyle?: { color: string } }

type Drawing = {
  data: number[][]
  renderItem: (params: null, api: object) => { children: { shape: { y1: number; y2: number } }[] }
}

/** By the id of the series. */
function drawn(option: ReturnType<typeof pointsOption>) {
  return new Map(seriesOf(option).map((series) => [series.id, series]))
}

test('each mean stands nearest to its own batch size, and no two arms stand on one another', () => {
  fc.assert(
    fc.property(pointGroups, (groups) => {
      const series = drawn(pointsOption(groups, pointScale(false)))
      const places = groups.flatMap(({ id, points }) => {
        const means = series.get(`means ${id}`)!.data as unknown as Mean[]
        expect(means.map(({ value }) => PLACES[Math.round(value[0])])).toEqual(
          points.map(({ place }) => PLACES[place]),
        )
        expect(means.map(({ value }) => value[1])).toEqual(points.map(({ mean }) => mean))
        return means.map(({ value }) => value[0])
      })
      expect(new Set(places).size).toBe(places.length)
    }),
  )
})

test('each dot can be pointed at, and says its run', () => {
  fc.assert(
    fc.property(pointGroups, (groups) => {
      const series = drawn(pointsOption(groups, pointScale(false)))
      for (const { id, points } of groups) {
        const dots = series.get(`runs ${id}`)!
        expect(dots).not.toHaveProperty('silent')
        const said = (dots.data as unknown as Mean[]).map(({ value, name }) => [value[1], name])
        expect(said).toEqual(points.flatMap((point) => point.dots.map(({ value, words }) => [value, words])))
      }
    }),
  )
})

test('what is said of a mean and of its dots: the arm, the batch size, the seed, the value', () => {
  const dots = [{ value: 0.5, seed: 7, runId: 'a' }]
  const text = (value: number): string => `${100 * value} %`
  const point = pointOf(summarizeSample([0.5]), {
    place: 0,
    of: 1,
    dots,
    name: 'batch, batch size 16',
    text,
  })!
  expect(point.words).toBe('batch, batch size 16\n50 %\nN = 1')
  expect(point.dots.map(({ words }) => words)).toEqual(['batch, batch size 16, seed 7\n50 %'])
})

test('a mean is hollow exactly where some of its runs have no value', () => {
  fc.assert(
    fc.property(pointGroups, (groups) => {
      const series = drawn(pointsOption(groups, pointScale(false)))
      for (const { id, points } of groups) {
        const means = series.get(`means ${id}`)!.data as unknown as Mean[]
        expect(means.map(({ itemStyle }) => itemStyle !== undefined)).toEqual(
          points.map(({ n, of }) => n < of),
        )
      }
    }),
  )
})

test('a logarithmic axis has no mean, interval or dot that it has no place for', () => {
  fc.assert(
    fc.property(pointGroups, (groups) => {
      const scale = pointScale(true)
      for (const { data } of seriesOf(pointsOption(groups, scale))) {
        const values = (data as unknown as (number[] | Mean)[]).map((at) => ('value' in at ? at.value : at))
        expect(values.flatMap(([, ...own]) => own).every((own) => own > 0)).toBe(true)
      }
    }),
  )
})

test('an interval that the axis has no room for ends in an arrow at its edge, another in a cap', () => {
  const look = pointScale(false)
  const ends = (low: number, high: number) => {
    const point = { place: 0, mean: 5, low, high, n: 3, of: 3, dots: [], words: '' }
    const option = pointsOption([{ id: 'batch', look: PLAIN, points: [point] }], look)
    const { renderItem, data } = drawn(option).get('intervals batch') as unknown as Drawing
    const { children } = renderItem(null, {
      ...{ value: (index: number) => data[0]![index]!, coord: ([, y]: number[]) => [0, -y!] },
      visual: () => 'black',
    })
    return children.map(({ shape: { y1, y2 } }) => [y1, y2])
  }
  // The axis is from 0.1 to 10; on the canvas, up is less.
  expect(ends(1, 9).flat().toSorted()).toEqual([-1, -1, -1, -1, -1, -9, -9, -9, -9, -9])
  const beyond = ends(-50, 4000)
  expect(beyond[0]).toEqual([-10, -0.1])
  expect(beyond.slice(1)).toEqual([
    [-6, -10],
    [-10, -6],
    [-4.1, -0.1],
    [-0.1, -4.1],
  ])
})

test('of pairs, only the intervals of three and more set the axis', () => {
  fc.assert(
    fc.property(pointGroups, (groups) => {
      const wish = { text: (value: number) => value.toFixed(6), ofPairs: true }
      const narrowed = groups.map((group) => ({
        ...group,
        points: group.points.map((point) => (point.n < 3 ? { ...point, low: null, high: null } : point)),
      }))
      fc.pre(groups.some(({ points }) => points.length > 0))
      const axis = pointsSpan(groups, wish)
      expect(axis).toEqual(pointsSpan(narrowed, { text: wish.text }))
      expect(reachBeyond(narrowed, axis)).toBe(false)
    }),
  )
})

test('the horizontal axis names the batch sizes, once each, and the zero line is there once where it is wanted', () => {
  fc.assert(
    fc.property(pointGroups, fc.boolean(), (groups, isLogarithmic) => {
      const option = pointsOption(groups, pointScale(isLogarithmic))
      const { customValues, formatter } = (
        option.xAxis as { axisLabel: { customValues: number[]; formatter: (place: number) => string } }
      ).axisLabel
      expect(customValues.map(formatter)).toEqual(PLACES)
      const lines = seriesOf(option).filter((series) => 'markLine' in series)
      expect(lines).toHaveLength(isLogarithmic ? 0 : 1)
    }),
  )
})
