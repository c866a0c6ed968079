import { arc, ring, via } from '../stroke.ts'
import type { Style, Traits } from '../style.ts'

const eightHead = (t: Traits) => ring(52, 25 + 2 * t.waist, 21 + 3 * t.wide, 23 + 2 * t.waist)
const eightBelly = (t: Traits) => ring(49, 73 + 2 * t.waist, 24 + 4 * t.wide, 25 - 2 * t.waist)
const eightWaist = (t: Traits) => via(51, 48.5 + 4 * t.waist)

/** The ways to write a eight. */
export const eight: readonly Style[] = [
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
