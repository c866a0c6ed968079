import type { Stroke } from './stroke.ts'

/** How a hand shapes a digit, each from about −1 to 1. Every style gives them its own meaning, close to these words. */
export type Traits = {
  /** The round parts: narrow to wide. */
  wide: number
  /** Where the parts meet: high to low. */
  waist: number
  /** Loops and hooks: small to large, or closed further. */
  loop: number
  /** Tails, flags and bars: short to long. */
  reach: number
}

/** One way to write a digit. */
export type Style = {
  name: string
  /** How many writers prefer it, relative to the other styles of the digit. */
  weight: number
  strokes: (traits: Traits) => Stroke[]
  /** The broadest pen (px) with which it can be read when it is as wide as half its height; a narrow one needs less. */
  broadestPen?: number
  /** Written with more care than the rest, because a careless one would read as another digit or none. */
  care?: 'steady' | 'steady and upright'
}
