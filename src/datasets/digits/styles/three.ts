import { arc, corner, ring, via } from '../stroke.ts'
import type { Style, Traits } from '../style.ts'

const threeHead = (t: Traits) => ring(47, 25 + 3 * t.waist, 24 + 4 * t.wide, 23 + 3 * t.waist)
const threeBelly = (t: Traits) => ring(45, 73 + 2 * t.waist, 29 + 4 * t.wide, 26 - 2 * t.waist)

/** The ways to write a three. */
export const three: readonly Style[] = [
  {
    name: 'round',
    weight: 6,
    strokes: (t) => [
      [
        ...arc(threeHead(t), 10 + 0.5 * t.reach, 17),
        corner(42 - 4 * t.loop, 48 + 5 * t.waist),
        ...arc(threeBelly(t), 13, 20.4 + 0.5 * t.reach),
      ],
    ],
    broadestPen: 3.4,
  },
  {
    name: 'flat top',
    weight: 0.8,
    strokes: (t) => [
      [
        via(23 - 3 * t.reach, 6),
        via(50, 5),
        corner(74, 5),
        via(60, 24),
        corner(44 - 4 * t.loop, 41 + 4 * t.waist),
        ...arc(ring(44, 70, 30 + 4 * t.wide, 28), 13, 20.4),
      ],
    ],
  },
  {
    name: 'loop in the middle',
    weight: 1.6,
    strokes: (t) => [
      [
        ...arc(threeHead(t), 10.2 + 0.4 * t.reach, 16.3),
        via(46, 52),
        via(35 - 3 * t.loop, 52),
        via(37 - 2 * t.loop, 44),
        via(50, 45),
        ...arc(threeBelly(t), 14, 20.4),
      ],
    ],
    broadestPen: 2.8,
  },
  {
    name: 'soft middle',
    weight: 1.6,
    strokes: (t) => [
      [
        ...arc(threeHead(t), 10.2 + 0.4 * t.reach, 16.6),
        via(46 - 3 * t.loop, 48 + 3 * t.waist),
        ...arc(threeBelly(t), 13.2, 20.2 + 0.6 * t.reach),
      ],
    ],
    broadestPen: 3.4,
  },
]
