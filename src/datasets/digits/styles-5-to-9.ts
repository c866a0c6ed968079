import { arc, corner, ring, type Stroke, via } from './stroke.ts'
import type { Style, Traits } from './style.ts'

/** The lower part of a 5: from the corner on the left, round the belly, back to the left. */
const fiveBelly = (t: Traits): Stroke =>
  arc(ring(47, 70 + 2 * t.waist, 28 + 4 * t.wide, 28 - 2 * t.waist), 10.9, 19.9 + 0.5 * t.loop)

export const five: Style[] = [
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

/** The bowl of a 6, entered from above on its left side. */
const sixBowl = (t: Traits) => ring(49, 75 + 3 * t.waist, 23 + 4 * t.wide, 22.5 - 3 * t.waist)

export const six: Style[] = [
  {
    name: 'round',
    weight: 5,
    strokes: (t) => [
      [via(66 + 5 * t.reach, 4), via(44, 20), via(29, 48), ...arc(sixBowl(t), 9, -2.2 - 0.6 * t.loop)],
    ],
    broadestPen: 3.2,
  },
  {
    name: 'straight',
    weight: 4,
    strokes: (t) => [
      [via(60 + 6 * t.reach, 2), via(43, 30), via(29, 60), ...arc(sixBowl(t), 8.6, -2 - 0.6 * t.loop)],
    ],
    broadestPen: 3.2,
  },
  {
    name: 'hooked',
    weight: 1.6,
    strokes: (t) => [
      [
        via(74, 11 + 3 * t.loop),
        via(58 + 3 * t.reach, 3),
        via(38, 20),
        via(26, 50),
        ...arc(sixBowl(t), 9, -2.4),
      ],
    ],
    broadestPen: 3,
  },
  {
    name: 'open bowl',
    weight: 1.4,
    strokes: (t) => [
      [via(56 + 6 * t.reach, 2), via(38, 30), via(27, 60), ...arc(sixBowl(t), 8.8, -0.4 - 0.5 * t.loop)],
    ],
  },
]

export const seven: Style[] = [
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

const eightHead = (t: Traits) => ring(52, 25 + 2 * t.waist, 21 + 3 * t.wide, 23 + 2 * t.waist)
const eightBelly = (t: Traits) => ring(49, 73 + 2 * t.waist, 24 + 4 * t.wide, 25 - 2 * t.waist)
const eightWaist = (t: Traits) => via(51, 48.5 + 4 * t.waist)

export const eight: Style[] = [
  {
    name: 'in one line',
    weight: 6,
    strokes: (t) => [
      [
        ...arc(eightHead(t), 2.2 + 0.5 * t.loop, -3.6),
        eightWaist(t),
        ...arc(eightBelly(t), 2.2, 9.8),
        eightWaist(t),
        ...arc(eightHead(t), 3.8, 2.3 - 0.5 * t.reach),
      ],
    ],
    broadestPen: 2.8,
  },
  {
    name: 'two rings',
    weight: 1.6,
    strokes: (t) => [
      arc(eightHead(t), 6 + 0.5 * t.loop, -6 + 0.3 * t.loop),
      arc(eightBelly(t), 0.4 * t.reach, -12 + 0.4 * t.reach),
    ],
    broadestPen: 2.8,
  },
  {
    name: 'open top',
    weight: 1.8,
    strokes: (t) => [
      [
        ...arc(eightHead(t), 1.6 + 0.4 * t.loop, -3.6),
        eightWaist(t),
        ...arc(eightBelly(t), 2.2, 9.8),
        eightWaist(t),
        via(68, 32),
        via(76 + 3 * t.wide, 14 + 4 * t.reach),
      ],
    ],
    broadestPen: 2.8,
  },
]

/** The bowl of a 9, beginning on the upper right and going round against the clock. */
const nineBowl = (t: Traits) => ring(48, 26 - 2 * t.waist, 22 + 4 * t.wide, 23 - 2 * t.waist)

export const nine: Style[] = [
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
