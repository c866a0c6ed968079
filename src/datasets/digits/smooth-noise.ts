import type { Random } from '../../domain/random.ts'

/**
 * How much the three control values around a place count: a quadratic B-spline, whose slope has no jumps.
 * @param share where between two knots, from 0 to 1
 */
export const splineWeights = (share: number): [number, number, number] => [
  0.5 * (1 - share) * (1 - share),
  0.5 + share * (1 - share),
  0.5 * share * share,
]

/** A smooth random function of t in [0, 1], of deviation about 0.75 around 0, bending about `spans` times. */
export function smoothNoise(random: Random, spans: number): (t: number) => number {
  const values = Array.from({ length: spans + 2 }, () => random.bellShaped())
  return (t) => {
    const place = t * spans
    const span = Math.min(spans - 1, Math.floor(place))
    const [before, here, after] = splineWeights(place - span)
    return before * values[span]! + here * values[span + 1]! + after * values[span + 2]!
  }
}
