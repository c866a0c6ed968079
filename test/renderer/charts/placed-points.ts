import fc from 'fast-check'
import { LOOKS } from './compared-curves.ts'
import type { PointGroup, PointScale } from '../../../src/renderer/src/charts/points-option.ts'

export const PLACES = ['16', '32', '64']

const value = fc.double({ noNaN: true, min: -2, max: 5 })
const point = fc.record({
  mean: value,
  half: fc.option(fc.double({ noNaN: true, min: 0, max: 2 })),
  n: fc.integer({ min: 1, max: 5 }),
  missing: fc.integer({ min: 0, max: 2 }),
  dots: fc.array(value, { maxLength: 6 }),
})

/** The points of both arms, each at some of the places. */
export const pointGroups: fc.Arbitrary<PointGroup[]> = fc
  .tuple(...[0, 1].map(() => fc.array(fc.option(point), { minLength: 3, maxLength: 3 })))
  .map((arms) =>
    arms.map((own, index) => {
      const [id, look] = [...LOOKS][index]!
      return {
        ...{ id, look },
        points: own.flatMap((at, place) => {
          if (at === null) return []
          const { mean, half, n, missing, dots } = at
          const ends = half === null ? { low: null, high: null } : { low: mean - half, high: mean + half }
          return {
            ...{ place, mean, ...ends, n, of: n + missing, words: `${id} at ${place}` },
            dots: dots.map((each, seed) => ({
              ...{
                value: each,
                seed,
                runId: `${id} ${place} ${seed}`,
                words: `seed ${seed} of ${id} at ${place}`,
              },
            })),
          }
        }),
      }
    }),
  )

export function pointScale(isLogarithmic: boolean): PointScale {
  return {
    ...{ places: PLACES, xName: 'Batch size', yName: 'Loss', hasZeroLine: !isLogarithmic, isJoined: true },
    ...{ isLogarithmic, y: { min: 0.1, max: 10, step: 2 }, text: String },
  }
}
