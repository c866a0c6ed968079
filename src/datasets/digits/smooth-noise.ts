import type { Random } from '../../domain/random.ts'

/** A smooth random function of t in [0, 1] with deviation 1 at its knots. */
export function smoothNoise(random: Random, knots: number): (t: number) => number {
  const values = Array.from({ length: knots }, () => random.bellShaped())
  return (t) => {
    const place = t * (knots - 1)
    const before = Math.min(knots - 2, Math.floor(place))
    const share = smoothStep(place - before)
    return values[before]! + (values[before + 1]! - values[before]!) * share
  }
}

/** From 0 to 1 without a kink at either end. */
export const smoothStep = (t: number): number => t * t * (3 - 2 * t)
