import { arc, ring, via } from '../stroke.ts'
import type { Style, Traits } from '../style.ts'

const zeroRing = ({ wide }: Traits) => ring(50, 50, 32 + 7 * wide, 48)

/** The ways to write a zero. */
export const zero: readonly Style[] = [
  {
    name: 'oval from the top',
    weight: 6,
    strokes: (t) => [arc(zeroRing(t), 0.6 + 0.7 * t.reach, -11.5 + 0.7 * t.reach - 0.5 * t.loop)],
    broadestPen: 3.4,
    care: 'steady',
  },
  {
    name: 'oval from the side',
    weight: 2,
    strokes: (t) => [arc(zeroRing(t), 2 + 0.6 * t.reach, -10.2 + 0.6 * t.reach - 0.4 * t.loop)],
    broadestPen: 3.4,
    care: 'steady',
  },
  {
    name: 'closed by a tail',
    weight: 1.5,
    strokes: (t) => [
      [...arc(zeroRing(t), 0.8, -10.6), via(56 - 4 * t.wide, 3), via(38 - 6 * t.reach, 12 + 4 * t.loop)],
    ],
    broadestPen: 2.8,
    care: 'steady',
  },
  {
    name: 'slashed',
    weight: 0.12,
    strokes: (t) => [
      arc(ring(50, 50, 44 + 4 * t.wide, 46), 0.5, -11.5),
      [via(80, 8), via(50, 50), via(20, 92)],
    ],
    broadestPen: 1.7,
    care: 'steady and upright',
  },
]
