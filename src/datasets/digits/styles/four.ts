import { corner, via } from '../stroke.ts'
import type { Style } from '../style.ts'

/** The ways to write a four. */
export const four: readonly Style[] = [
  {
    name: 'open',
    weight: 5,
    strokes: (t) => [
      [
        via(28 - 4 * t.wide, 6),
        via(23, 32),
        corner(19, 55 + 4 * t.waist),
        via(48, 56 + 3 * t.waist),
        via(80 + 6 * t.reach, 53),
      ],
      [via(72 + 3 * t.wide, 5 + 4 * t.loop), via(68, 50), via(65, 98)],
    ],
    broadestPen: 3.6,
  },
  {
    name: 'open and round',
    weight: 2.5,
    strokes: (t) => [
      [
        via(28, 6),
        via(20 - 2 * t.wide, 34),
        via(30, 54 + 3 * t.waist),
        via(54, 54 + 3 * t.waist),
        via(76 + 6 * t.reach, 48),
      ],
      [via(74 + 3 * t.wide, 4 + 4 * t.loop), via(70, 50), via(64, 98)],
    ],
    broadestPen: 3.6,
  },
  {
    name: 'closed',
    weight: 1.8,
    strokes: (t) => [
      [
        via(63, 3),
        via(40 - 3 * t.wide, 32),
        corner(13, 62 + 4 * t.waist),
        via(50, 63 + 4 * t.waist),
        via(84 + 6 * t.reach, 61),
      ],
      [via(63, 3), via(63, 50), via(62, 98)],
    ],
    broadestPen: 2.7,
  },
  {
    name: 'in one line',
    weight: 1.7,
    strokes: (t) => [
      [
        via(28, 8),
        via(22 - 2 * t.wide, 34),
        corner(19, 53 + 3 * t.waist),
        via(46, 53),
        via(72, 35),
        corner(76, 6 + 4 * t.loop),
        via(70, 50),
        via(63, 98),
      ],
    ],
    broadestPen: 3,
  },
]
