import { arc, corner, ring, via } from '../stroke.ts'
import type { Style, Traits } from '../style.ts'

/** The bowl of a 9, beginning on the upper right and going round against the clock. */
const nineBowl = (t: Traits) => ring(48, 26 - 2 * t.waist, 22 + 4 * t.wide, 23 - 2 * t.waist)

/** The ways to write a nine. */
export const nine: readonly Style[] = [
  {
    name: 'straight stem',
    weight: 5,
    strokes: (t) => [
      [
        ...arc(nineBowl(t), 1.9 + 0.4 * t.loop, -8.4),
        corner(72 + 3 * t.wide, 14 + 3 * t.loop),
        via(70, 52),
        via(66 + 4 * t.reach, 98),
      ],
    ],
    broadestPen: 3.2,
  },
  {
    name: 'curved tail',
    weight: 2.4,
    strokes: (t) => [
      [
        ...arc(nineBowl(t), 1.9 + 0.4 * t.loop, -8.4),
        corner(73 + 3 * t.wide, 15),
        via(73, 54),
        via(63, 86),
        via(44, 97),
        via(26 - 4 * t.reach, 90),
      ],
    ],
    broadestPen: 3,
  },
  {
    name: 'in one round line',
    weight: 3,
    strokes: (t) => [
      [...arc(nineBowl(t), 3.6 + 0.5 * t.loop, -9), via(70, 46), via(62, 74), via(50 + 6 * t.reach, 98)],
    ],
    broadestPen: 3.2,
  },
  {
    name: 'open bowl',
    weight: 1.2,
    strokes: (t) => [
      [
        ...arc(nineBowl(t), 1 + 0.4 * t.loop, -7.6),
        via(66, 34),
        corner(75 + 2 * t.wide, 8),
        via(71, 52),
        via(66 + 4 * t.reach, 98),
      ],
    ],
    broadestPen: 3,
  },
]
