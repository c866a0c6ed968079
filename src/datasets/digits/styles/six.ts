import { arc, ring, via } from '../stroke.ts'
import type { Style, Traits } from '../style.ts'

/** The bowl of a 6, entered from above on its left side. */
const sixBowl = (t: Traits) => ring(49, 75 + 3 * t.waist, 23 + 4 * t.wide, 22.5 - 3 * t.waist)

/** The ways to write a six. */
export const six: readonly Style[] = [
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
