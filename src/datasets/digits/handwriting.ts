import { Random } from '../../domain/random.ts'
import { pathOf } from './curve.ts'
import { elasticField, fitTo, lean, type Posture, shift, widen, wobble } from './distort.ts'
import { PARAMETERS } from './parameters.ts'
import { STREAM } from './stream.ts'
import type { Point } from './stroke.ts'
import type { Style } from './style.ts'
import { chooseStyle, varyTraits, type Writer } from './writer.ts'

/** The longer side of a digit, px: the box into which MNIST fits its digits. */
const GLYPH_BOX = 20
/** Before it is slanted, no digit but 1 is narrower than this share of its height: its strokes would run together. */
const NARROWEST = 0.42

/** One digit as it is written: the paths of the pen in pixels around the origin, and the pen. */
export type Glyph = { paths: Point[][]; penWidth: number; nib: number }

/** Writes a digit in the writer's hand, varied by the image's own stream. */
export function writeDigit(seed: number, digit: number, writer: Writer, random: Random): Glyph {
  const { hasty, wobble: passing, strokeShift, elastic, penWidth, size } = PARAMETERS.image
  const { style, index } = chooseStyle(writer, digit, random)
  const calm = style.care ? 0.55 : 1
  const haste = random.uniform() < hasty.chance ? hasty.factor : 1
  const unsteadiness = calm * Math.min(hasty.most, writer.care * haste)
  const posture = postureFor(style, writer, random)
  const bend = elasticField(random, elastic * unsteadiness)
  const habit = new Random(seed, STREAM.habit, writer.id, digit, index) // the same bends each time
  const wobbles = [
    { random: habit, deviation: PARAMETERS.writer.habit * calm },
    { random, deviation: passing * unsteadiness },
  ]

  const paths = style.strokes(varyTraits(writer.hands[digit]!.traits, random)).map(pathOf)
  for (const path of paths) {
    wobble(path, wobbles)
    shift(path, random, strokeShift * unsteadiness)
  }
  if (digit !== 1) widen(paths, NARROWEST)
  for (const path of paths) {
    lean(path, posture)
    path.forEach(bend)
  }
  const preferredPen = writer.penWidth * random.bellShaped(1, penWidth)
  const fill = Math.max(0.75, Math.min(1.05, random.bellShaped(writer.size, size)))
  const shorterSide = fitTo(paths, GLYPH_BOX * fill - preferredPen)
  return { paths, penWidth: penFor(style, preferredPen, shorterSide), nib: writer.nib }
}

/** A broad pen would fill the loops of a narrow digit: the limit shrinks with the shorter side. */
function penFor({ broadestPen = Infinity }: Style, preferred: number, shorterSide: number): number {
  const broadest = broadestPen * Math.min(1.15, shorterSide / (GLYPH_BOX / 2))
  return Math.max(PARAMETERS.pen.thinnest, Math.min(broadest, preferred))
}

function postureFor(style: Style, writer: Writer, random: Random): Posture {
  const { slant, rotation, aspect } = PARAMETERS.image
  const share = style.care === 'steady and upright' ? 0.4 : 1
  return {
    slant: share * clamp(random.bellShaped(writer.slant, slant), -0.35, 0.55),
    rotation: share * clamp(random.bellShaped(writer.rotation, rotation), -0.25, 0.25),
    aspect: clamp(random.bellShaped(writer.aspect, aspect), 0.74, 1.5),
  }
}

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value))
