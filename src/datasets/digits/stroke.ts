// The words in which digits are described. Lengths are in percent of a box of 100 × 100, y downwards.

export type Point = { x: number; y: number }

/** A point that the pen passes; at a corner it changes direction at once. */
export type ControlPoint = Point & { corner: boolean }

/** What the pen draws without being lifted. */
export type Stroke = ControlPoint[]

/** The pen passes here on a smooth curve. */
export const via = (x: number, y: number): ControlPoint => ({ x, y, corner: false })

/** The pen turns sharply here. */
export const corner = (x: number, y: number): ControlPoint => ({ x, y, corner: true })

/** An ellipse that arcs are parts of. */
export type Ring = { x: number; y: number; halfWidth: number; halfHeight: number }

const HALF_ROOT_3 = Math.sqrt(3) / 2
/** Sines of 0°, 30° … 90°: all that a clock face needs. */
const QUARTER = [0, 0.5, HALF_ROOT_3, 1] as const

/** Sine of a whole hour on a clock face (12 hours to the turn). */
function sineOfHour(hour: number): number {
  const inTurn = ((hour % 12) + 12) % 12
  const inHalf = inTurn % 6
  const sine = QUARTER[Math.min(inHalf, 6 - inHalf)]!
  return inTurn < 6 ? sine : -sine
}

/** Where a clock's hand of length 1 points, 12 being up. Between whole hours the chord is pushed out to the circle. */
function clockHand(hour: number): Point {
  const before = Math.floor(hour)
  const share = hour - before
  const x = sineOfHour(before) + (sineOfHour(before + 1) - sineOfHour(before)) * share
  const up = sineOfHour(before + 3) + (sineOfHour(before + 4) - sineOfHour(before + 3)) * share
  const length = Math.sqrt(x * x + up * up)
  return { x: x / length, y: -up / length }
}

/**
 * A part of a ring, told as on a clock: from 10 to 14 passes the top clockwise, from 2 to −2 passes it the other way.
 * A control point every hour and a half or nearer keeps the curve through them round.
 */
export function arc(ring: Ring, fromHour: number, toHour: number): Stroke {
  const steps = Math.ceil(Math.abs(toHour - fromHour) / 1.5)
  return Array.from({ length: steps + 1 }, (_, i) => {
    const hand = clockHand(fromHour + ((toHour - fromHour) * i) / steps)
    return via(ring.x + ring.halfWidth * hand.x, ring.y + ring.halfHeight * hand.y)
  })
}

export const ring = (x: number, y: number, halfWidth: number, halfHeight: number): Ring => ({
  x,
  y,
  halfWidth,
  halfHeight,
})
