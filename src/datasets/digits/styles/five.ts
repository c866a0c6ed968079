import { arc, corner, ring, type Stroke, via } from '../stroke.ts'
import type { Style, Traits } from '../style.ts'

/** The lower part of a 5: from the corner on the left, round the belly, back to the left. */
const fiveBelly = (t: Traits): Stroke =>
  arc(ring(47, 70 + 2 * t.waist, 28 + 4 * t.wide, 28 - 2 * t.waist), 10.9, 19.9 + 0.5 * t.loop)

/** The ways to write a five. */
export const five: readonly Style[] = [
  {
    name: 'cap last',
    weight: 4,
    strokes: (t) => [
      [via(34, 7), via(30, 26), corner(27, 46 + 3 * t.waist), ...fiveBelly(t)],
      [via(34, 7), via(56, 6), via(80 + 7 * t.reach, 4)],
    ],
    broadestPen: 3.6,
  },
  {
    name: 'in one line',
    weight: 4,
    strokes: (t) => [
      [
        via(78 + 6 * t.reach, 5),
        via(56, 5),
        corner(34, 7),
        via(30, 26),
        corner(27, 46 + 3 * t.waist),
        ...fiveBelly(t),
      ],
    ],
    broadestPen: 3.6,
  },
  {
    name: 'like an S',
    weight: 1.6,
    strokes: (t) => [
      [
        via(78 + 6 * t.reach, 6),
        via(54, 4),
        via(36, 15),
        via(36, 34 + 3 * t.waist),
        via(56, 46 + 3 * t.waist),
        ...arc(ring(43, 73, 27 + 4 * t.wide, 25), 14.5, 20.4),
      ],
    ],
    broadestPen: 3,
  },
]
