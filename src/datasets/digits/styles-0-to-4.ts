import { arc, corner, ring, type Stroke, via } from './stroke.ts'
import type { Style, Traits } from './style.ts'

const zeroRing = ({ wide }: Traits) => ring(50, 50, 32 + 7 * wide, 48)

export const zero: Style[] = [
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
      arc(ring(50, 50, 38 + 5 * t.wide, 46), 0.5, -11.5),
      [via(80, 8), via(50, 50), via(20, 92)],
    ],
    broadestPen: 1.7,
    care: 'steady',
  },
]

export const one: Style[] = [
  {
    name: 'bar',
    weight: 6,
    strokes: (t) => [[via(50 + 2 * t.reach, 2), via(50 + 2 * t.loop, 50), via(50, 98)]],
  },
  {
    name: 'bowed bar',
    weight: 1.2,
    strokes: (t) => [[via(51, 2), via(50 + 6 * t.loop, 36), via(50 + 6 * t.loop, 66), via(50, 98)]],
    care: 'steady',
  },
  {
    name: 'short flag',
    weight: 1.6,
    strokes: (t) => [[via(38 - 3 * t.reach, 22 + 2 * t.loop), corner(52, 2), via(51, 50), via(50, 98)]],
    broadestPen: 3,
    care: 'steady and upright',
  },
  {
    name: 'flag and base',
    weight: 0.45,
    strokes: (t) => [
      [via(37 - 3 * t.reach, 22 + 2 * t.loop), corner(51, 2), via(51, 50), via(51, 97)],
      [via(28 - 5 * t.wide, 97), via(51, 97), via(74 + 5 * t.wide, 97)],
    ],
    broadestPen: 2.2,
    care: 'steady and upright',
  },
]

/** The head of a 2: over the top from the left, down to the right. */
const twoHead = (t: Traits): Stroke =>
  arc(ring(49, 27 + 3 * t.waist, 27 + 4 * t.wide, 25), 9.3 + 0.6 * t.reach, 15.8)

export const two: Style[] = [
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

const threeHead = (t: Traits) => ring(47, 25 + 3 * t.waist, 24 + 4 * t.wide, 23 + 3 * t.waist)
const threeBelly = (t: Traits) => ring(45, 73 + 2 * t.waist, 29 + 4 * t.wide, 26 - 2 * t.waist)

export const three: Style[] = [
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

export const four: Style[] = [
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
