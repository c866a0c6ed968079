import { arc, corner, ring, type Stroke, via } from '../stroke.ts'
import type { Style, Traits } from '../style.ts'

/** The head of a 2: over the top from the left, down to the right. */
const twoHead = (t: Traits): Stroke =>
  arc(ring(49, 27 + 3 * t.waist, 27 + 4 * t.wide, 25), 9.3 + 0.6 * t.reach, 15.8)

/** The ways to write a two. */
export const two: readonly Style[] = [
  {
    name: 'sharp base',
    weight: 4,
    strokes: (t) => [
      [
        ...twoHead(t),
        via(50, 66),
        corner(18 - 3 * t.wide, 96),
        via(50, 93 - 2 * t.loop),
        via(84 + 5 * t.reach, 95),
      ],
    ],
  },
  {
    name: 'looped base',
    weight: 3.5,
    strokes: (t) => [
      [
        ...twoHead(t),
        via(48, 70),
        via(28, 94),
        via(14 - 2 * t.loop, 90),
        via(19, 79 - 3 * t.loop),
        via(40, 83 - 2 * t.loop),
        via(62, 94),
        via(86 + 5 * t.reach, 92 - 4 * t.waist),
      ],
    ],
    broadestPen: 3,
  },
  {
    name: 'wavy base',
    weight: 2.5,
    strokes: (t) => [
      [
        ...twoHead(t),
        via(46, 70),
        corner(19, 93),
        via(38, 86 - 2 * t.loop),
        via(62, 95),
        via(84 + 5 * t.reach, 89),
      ],
    ],
  },
]
