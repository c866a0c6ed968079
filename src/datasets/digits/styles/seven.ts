import { corner, via } from '../stroke.ts'
import type { Style } from '../style.ts'

/** The ways to write a seven. */
export const seven: readonly Style[] = [
  {
    name: 'plain',
    weight: 6,
    strokes: (t) => [
      [
        via(17 - 3 * t.wide, 10 + 2 * t.loop),
        via(48, 8),
        corner(80, 6),
        via(64 + 3 * t.waist, 44),
        via(48 + 6 * t.reach, 98),
      ],
    ],
  },
  {
    name: 'round shoulder',
    weight: 2.4,
    strokes: (t) => [
      [
        via(17 - 3 * t.wide, 16 + 3 * t.loop),
        via(42, 7),
        via(68, 7),
        via(77, 20),
        via(63, 54),
        via(50 + 6 * t.reach, 98),
      ],
    ],
  },
  {
    name: 'serif',
    weight: 1.8,
    strokes: (t) => [
      [
        via(19, 26 + 3 * t.loop),
        corner(20 - 3 * t.wide, 8),
        via(50, 8),
        corner(80, 6),
        via(62, 46),
        via(46 + 6 * t.reach, 98),
      ],
    ],
  },
  {
    name: 'barred',
    weight: 1.8,
    strokes: (t) => [
      [via(17 - 3 * t.wide, 11), via(48, 8), corner(80, 6), via(64, 44), via(46 + 5 * t.reach, 98)],
      [via(38, 53 + 2 * t.waist), via(58, 51 + 2 * t.waist), via(80 + 3 * t.loop, 49 + 2 * t.waist)],
    ],
    broadestPen: 2.8,
  },
  {
    name: 'bent stem',
    weight: 1.5,
    strokes: (t) => [
      [
        via(16 - 3 * t.wide, 14 + 3 * t.loop),
        via(46, 9),
        corner(80, 8),
        via(60, 36),
        via(50, 66),
        via(47 + 4 * t.reach, 98),
      ],
    ],
  },
]
