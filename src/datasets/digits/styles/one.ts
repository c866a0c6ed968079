import { corner, via } from '../stroke.ts'
import type { Style } from '../style.ts'

/** The ways to write a one. */
export const one: readonly Style[] = [
  {
    name: 'bar',
    weight: 6,
    strokes: (t) => [[via(50 + 2 * t.reach, 2), via(50 + 2 * t.loop, 50), via(50, 98)]],
    care: 'steady',
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
