import { expect, test } from 'vitest'
import { panelSvg } from '../../../src/renderer/src/charts/figure-panel-svg.ts'
import { withinReach } from '../../../src/renderer/src/charts/within-reach.ts'

const line = (...data: number[]) => ({ type: 'line', data: Float64Array.from(data), symbol: 'none' })
const dataOf = (option: object) =>
  (option as { series: { data: Float64Array }[] }).series.map(({ data }) => data)

test('a line ends two hundred lengths of the axis beyond its ends; what lies nearer stays the same object', () => {
  const near = line(0, 1, 1, 201, 2, -200, 3, NaN)
  const option = {
    yAxis: { type: 'value', min: 0, max: 1 },
    series: [near, line(0, 1, 1e6, 202, 2, -1e9, 3, Infinity)],
  }
  const [kept, nearer] = dataOf(withinReach(option))
  expect(kept).toBe(near.data)
  expect(nearer).toEqual(Float64Array.of(0, 1, 1e6, 201, 2, -200, 3, 201))
  const log = { yAxis: { type: 'log', min: 1, max: 10 }, series: [line(0, 1e300, 1, 1e-300, 2, 5)] }
  const [high, , low] = [1, 2, 3].map((index) => dataOf(withinReach(log))[0]![index])
  expect(Math.log10(high!)).toBeCloseTo(201)
  expect(Math.log10(low!)).toBeCloseTo(-200)
})

test('a spike half a picture away leaves it where it did, to a pixel, and its line is short', () => {
  const spike = { ...line(0, 0.2, 50, 1e6, 100, 0.2), dimensions: ['x', 'y'] }
  const option = {
    grid: { left: 0, right: 0, top: 0, bottom: 0, outerBoundsMode: 'none' },
    xAxis: { type: 'value', min: 0, max: 100, show: false },
    yAxis: { type: 'value', min: 0, max: 1, show: false },
    series: [spike],
  }
  const [, path] = / d="(M[^"]*)" fill="none"/.exec(panelSvg(option, { width: 400, height: 200 }, 'a'))!
  const [x0, y0, x1, y1] = [...path!.matchAll(/-?\d+(?:\.\d+)?/g)].map(([text]) => Number(text)) as [
    ...[number, number, number, number],
  ]
  expect([x0, y0]).toEqual([0, 160])
  expect(Math.abs(y1)).toBeLessThan(50_000)
  const leavesAt = x0 + ((x1 - x0) * y0) / (y0 - y1)
  expect(leavesAt).toBeLessThan(1)
})
