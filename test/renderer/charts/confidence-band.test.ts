import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bandSeries } from '../../../src/renderer/src/charts/confidence-band.ts'
import { bandOutlines } from './drawn-numbers.ts'

const end = fc.oneof(
  { weight: 5, arbitrary: fc.double({ noNaN: true, min: -3, max: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity) },
)
const lines = fc.array(fc.tuple(end, end), { maxLength: 40 }).map((ends) => ({
  x: Float64Array.from(ends, (_, index) => index),
  low: Float64Array.from(ends, ([one, other]) => Math.min(one, other)),
  high: Float64Array.from(ends, ([one, other]) => Math.max(one, other)),
}))

function outlines(of: Parameters<typeof bandSeries>[2], floor: number): number[][][] {
  return bandOutlines({ series: [bandSeries('band a', '#000', of, floor)] })
}

test('a band covers each place that has both ends beside another one, and is broken everywhere else', () => {
  fc.assert(
    fc.property(lines, (of) => {
      const isThere = (index: number): boolean =>
        Number.isFinite(of.low[index] ?? NaN) && Number.isFinite(of.high[index] ?? NaN)
      const wanted = [...of.x].filter(
        (_, index) => isThere(index) && (isThere(index - 1) || isThere(index + 1)),
      )
      const found = outlines(of, -Infinity)
      const places = found.flatMap((outline) => outline.slice(0, outline.length / 2).map(([x]) => x))
      expect(places).toEqual(wanted)
      // Within a piece no place is left out: a band across a gap would claim an interval where there is none.
      for (const outline of found) {
        const top = outline.slice(0, outline.length / 2).map(([x]) => x!)
        expect(top).toEqual(top.map((_, index) => top[0]! + index))
      }
    }),
  )
})

test('its outline goes along the upper ends and back along the lower ones', () => {
  fc.assert(
    fc.property(lines, (of) => {
      for (const outline of outlines(of, -Infinity)) {
        const half = outline.length / 2
        const [above, below] = [outline.slice(0, half), outline.slice(half).toReversed()]
        expect(above).toEqual(above.map(([x]) => [x, of.high[x!]]))
        expect(below).toEqual(below.map(([x]) => [x, of.low[x!]]))
      }
    }),
  )
})

test('nothing of it is below the floor, which a logarithmic axis needs', () => {
  fc.assert(
    fc.property(lines, (of) => {
      expect(
        outlines(of, 0.1)
          .flat()
          .every(([, y]) => y! >= 0.1),
      ).toBe(true)
    }),
  )
})
